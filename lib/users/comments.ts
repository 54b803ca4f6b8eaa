import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

export const commentLimit = 20_000;

export interface NewUserComment {
  userId: string;
  body: string;
  authorId: string | null;
  origin: Origin;
}

/** A comment about a user, in the actor's scope. @throws AppError `invalid` when empty or over 20,000 characters. */
export async function addUserCommentIn(
  tx: Tx,
  actor: Can<"userComments.write">,
  input: NewUserComment,
): Promise<{ id: string }> {
  const body = checkedBody(input.body);
  return tx.userComment.create({
    data: { userId: input.userId, projectId: projectIdOf(actor), authorId: input.authorId, body, origin: input.origin },
    select: { id: true },
  });
}

/** The text as it is stored. @throws AppError `invalid` on `body` */
export function checkedBody(text: string): string {
  const body = text.replaceAll("\0", "\uFFFD").trim();
  if (body === "") throw new AppError("invalid", "The comment is empty.", { body: "Write a comment." });
  if (body.length > commentLimit) {
    throw new AppError("invalid", "The comment is too long.", {
      body: `Use at most ${commentLimit.toLocaleString("en")} characters.`,
    });
  }
  return body;
}
