import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireVisible } from "./visible";

/** Whoever takes part in a ticket follows it, unless they once said they would not. */
export async function followIn(tx: Tx, feedbackId: string, userId: string): Promise<void> {
  await tx.feedbackFollow.createMany({ data: [{ feedbackId, userId }], skipDuplicates: true });
}

/** Begins or ends following a ticket, by the person's own word. @throws AppError `not_found` for a ticket they may not see */
export async function setFollowing(
  actor: Can<"feedback.readOwn">,
  { feedbackId, following }: { feedbackId: string; following: boolean },
): Promise<void> {
  const userId = actor.personId;
  if (!userId) throw new AppError("unauthenticated", "Sign in to go on.");
  await transaction(async (tx) => {
    await requireVisible(actor, feedbackId, tx);
    await tx.feedbackFollow.upsert({
      where: { feedbackId_userId: { feedbackId, userId } },
      create: { feedbackId, userId, following },
      update: { following, at: new Date() },
      select: { following: true },
    });
  });
}
