import type { Can } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { followIn } from "./follow";
import { countIn } from "./popularity";
import { requireVisible } from "./visible";

/**
 * Gives the person's vote to a ticket or takes it back; the second time changes nothing. Voters follow the ticket.
 * @throws AppError `not_found` for a ticket they may not see; `conflict` for a vote to their own ticket, a closed one or a duplicate
 */
export async function setVote(
  actor: Can<"feedback.vote">,
  { feedbackId, votes }: { feedbackId: string; votes: boolean },
): Promise<void> {
  const userId = actor.personId;
  if (!userId) throw new AppError("unauthenticated", "Sign in to go on.");
  await transaction(async (tx) => {
    await requireVisible(actor, feedbackId, tx);
    if (!votes) {
      const { count } = await tx.feedbackVote.deleteMany({ where: { feedbackId, userId } });
      return countIn(tx, feedbackId, { votes: -count });
    }
    const ticket = await tx.feedback.findUniqueOrThrow({
      where: { id: feedbackId },
      select: {
        displayId: true,
        submitterId: true,
        status: { select: { isClosed: true } },
        duplicateOf: { select: { displayId: true } },
      },
    });
    const refusal = whyNoVote(ticket, userId);
    if (refusal) throw new AppError("conflict", refusal);
    const { count } = await tx.feedbackVote.createMany({ data: [{ feedbackId, userId }], skipDuplicates: true });
    if (count === 0) return;
    await countIn(tx, feedbackId, { votes: count });
    await followIn(tx, feedbackId, userId);
  });
}

interface Votable {
  displayId: string;
  submitterId: string;
  status: { isClosed: boolean };
  duplicateOf: { displayId: string } | null;
}

/** Null when this person may vote for it. */
export function whyNoVote({ displayId, submitterId, status, duplicateOf }: Votable, userId: string): string | null {
  if (submitterId === userId) return `${displayId} is your own ticket. Votes are for the tickets of others.`;
  if (duplicateOf) return `${displayId} is a duplicate. Vote for ${duplicateOf.displayId} instead.`;
  if (status.isClosed) return `${displayId} is closed. Only open tickets take votes.`;
  return null;
}
