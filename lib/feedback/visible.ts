import { may, projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { db, type Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";

export const nobody = "00000000-0000-0000-0000-000000000000";

/** The tickets of the actor's project that they may see: staff all, others their own and public ones. */
export function visibleTo(actor: Actor): Prisma.FeedbackWhereInput {
  const mine = { submitterId: actor.personId ?? nobody };
  return {
    projectId: projectIdOf(actor) ?? nobody,
    ...(may(actor, "feedback.read") ? {} : { OR: [mine, { visibility: "public" as const }] }),
  };
}

/** @throws AppError `not_found`, also for a ticket they may not see */
export async function requireVisible(
  actor: Can<"feedback.comment"> | Can<"feedback.vote"> | Can<"feedback.readOwn">,
  feedbackId: string,
  store: Db = db,
): Promise<void> {
  const found = await store.feedback.findFirst({
    where: { AND: [visibleTo(actor), { id: feedbackId }] },
    select: { id: true },
  });
  if (!found) throw new AppError("not_found", "There is no such ticket here.");
}
