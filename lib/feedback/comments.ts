import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Db, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { checkedBody } from "@/lib/users/comments";
import { followIn } from "./follow";
import { tellFollowersIn } from "./notices";
import { countIn } from "./popularity";
import { nobody } from "./visible";

export interface NewComment {
  feedbackId: string;
  body: string;
  /** A note is seen by staff only and leaves popularity alone. */
  kind: "comment" | "note";
  authorId: string | null;
  origin: Origin;
}

/**
 * Adds a comment or a note to a ticket of the actor's project. With a comment its count and popularity grow, its author follows the
 * ticket, and the other followers are told.
 * @throws AppError `invalid` for an empty or overlong text, `not_found` for a ticket of another project.
 */
export async function addFeedbackCommentIn(
  tx: Tx,
  actor: Can<"feedback.comment">,
  input: NewComment,
): Promise<{ id: string }> {
  const body = checkedBody(input.body);
  const ticket = await tx.feedback.findFirst({
    where: { id: input.feedbackId, projectId: projectIdOf(actor) ?? nobody },
    select: { id: true },
  });
  if (!ticket) throw new AppError("not_found", "There is no such ticket in this project.");
  const { authorId } = input;
  const comment = await tx.comment.create({
    data: { feedbackId: ticket.id, body, kind: input.kind, authorId, origin: input.origin },
    select: { id: true },
  });
  if (input.kind === "note") return comment;
  await countIn(tx, ticket.id, { comments: 1 });
  if (authorId) await followIn(tx, ticket.id, authorId);
  await tellFollowersIn(tx, actor, ticket.id, { byId: authorId, commentId: comment.id });
  return comment;
}

/** May this account comment on the project's tickets? Managers, support and participants, and community managers. */
export async function mayCommentOn(db: Db, userId: string, { projectId }: { projectId: string }): Promise<boolean> {
  const user = await db.user.findUnique({
    where: { id: userId, state: "active" },
    select: {
      communityRole: true,
      participations: { where: { projectId, state: "active" }, select: { role: true } },
    },
  });
  if (!user) return false;
  if (user.communityRole === "community_manager") return true;
  return user.participations.some(({ role }) => role === "manager" || role === "support" || role === "participant");
}
