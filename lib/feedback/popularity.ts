import type { Tx } from "@/lib/db/client";

/** How many more, or fewer, a ticket has of each. */
export interface Counted {
  comments?: number;
  votes?: number;
  duplicates?: number;
}

/** Moves the counts of a ticket; its popularity, their sum by the weights of its type, follows. */
export async function countIn(
  tx: Tx,
  feedbackId: string,
  { comments = 0, votes = 0, duplicates = 0 }: Counted,
): Promise<void> {
  await tx.$executeRaw`
    update feedback f set
        comment_count = f.comment_count + ${comments}::int, vote_count = f.vote_count + ${votes}::int,
        duplicate_count = f.duplicate_count + ${duplicates}::int,
        popularity = (f.comment_count + ${comments}::int) * t.comment_weight + (f.vote_count + ${votes}::int) * t.vote_weight
          + (f.duplicate_count + ${duplicates}::int) * t.duplicate_weight
      from feedback_type t where t.id = f.type_id and f.id = ${feedbackId}::uuid`;
}

/** After the weights of a type have changed. */
export async function weighAgainIn(tx: Tx, typeId: string): Promise<void> {
  await tx.$executeRaw`
    update feedback f set popularity =
        f.comment_count * t.comment_weight + f.vote_count * t.vote_weight + f.duplicate_count * t.duplicate_weight
      from feedback_type t where t.id = f.type_id and t.id = ${typeId}::uuid`;
}
