import "server-only";
import { roleMay } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/client";
import { mayCommentOn } from "@/lib/feedback/comments";
import type { Reply } from "./call";
import type { LoadedListener } from "./load-listener";

/** The account that an e-mail address names, if it may comment on this listener's records. */
export async function findAuthor(
  tx: Tx,
  listener: LoadedListener,
  given: string | null,
): Promise<{ ok: true; authorId: string } | { ok: false; reply: Reply }> {
  const parameter = listener.authorField ?? "";
  const email = given?.normalize("NFC").trim().toLowerCase() ?? "";
  if (!email.includes("@") || email.includes("\0")) {
    const message = `“${parameter}” must hold the e-mail address of the comment's author.`;
    return refuse("author_missing", message, parameter);
  }
  const user = await tx.user.findUnique({ where: { email, state: "active" }, select: { id: true } });
  if (user && (await mayComment(tx, listener, user.id))) return { ok: true, authorId: user.id };
  return refuse(
    "author_not_allowed",
    "The author is not the e-mail address of an account that may comment here.",
    parameter,
  );
}

async function mayComment(tx: Tx, { target, projectId }: LoadedListener, userId: string): Promise<boolean> {
  if (target === "feedback") return mayCommentOn(tx, userId, { projectId: projectId ?? "" });
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: {
      communityRole: true,
      participations: { where: { projectId: projectId ?? nowhere, state: "active" }, select: { role: true } },
    },
  });
  const roles = [user?.communityRole ?? "member", ...(user?.participations.map(({ role }) => role) ?? [])] as const;
  return roles.some((role) => roleMay(role, "userComments.write"));
}

const nowhere = "00000000-0000-0000-0000-000000000000";

function refuse(outcome: string, message: string, path: string): { ok: false; reply: Reply } {
  return { ok: false, reply: { status: 422, outcome, message, more: { path } } };
}
