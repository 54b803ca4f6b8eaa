import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

export interface NewPoints {
  userId: string;
  /** Whole, may be negative, within ±1,000,000. */
  points: number;
  rankId?: string | null;
  reason: string;
  cause: Origin;
}

/**
 * One entry in the ledger, and with it the score: of the project (in a project) and always of the community.
 * @throws AppError `invalid` for points that are not whole or out of range; `not_found` for a user who is gone.
 */
export async function addPointsIn(tx: Tx, actor: Can<"score.write">, input: NewPoints): Promise<{ id: string }> {
  const { userId, points } = input;
  if (!Number.isInteger(points) || Math.abs(points) > 1_000_000) {
    throw new AppError("invalid", "Points must be a whole number between −1,000,000 and 1,000,000.");
  }
  const projectId = projectIdOf(actor);
  const updated = await tx.user.updateMany({
    where: { id: userId, state: { not: "deleted" } },
    data: { score: { increment: points } },
  });
  if (updated.count === 0) throw new AppError("not_found", "There is no such user.");
  if (projectId) {
    await tx.participation.updateMany({ where: { projectId, userId }, data: { score: { increment: points } } });
  }
  return tx.scoreEntry.create({
    data: { userId, projectId, points, rankId: input.rankId ?? null, reason: input.reason, cause: input.cause },
    select: { id: true },
  });
}
