import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

export interface NewPoints {
  userId: string;
  /** Whole, may be negative, within ±1,000,000. */
  points: number;
  rankId?: string | null;
  /** The entry that this one takes back. */
  reversesId?: string;
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
  const { rankId = null, reversesId = null, reason, cause } = input;
  return tx.scoreEntry.create({
    data: { userId, projectId, points, rankId, reversesId, reason, cause },
    select: { id: true },
  });
}

/**
 * How many points a macro has given this person since the day began in the actor's time zone, without those that it took away and those
 * that were taken back. The person stays locked until the transaction ends, so that whoever asks next sees what is given in it.
 */
export async function pointsOfTodayIn(
  tx: Tx,
  actor: Can<"score.write">,
  { userId, macroId }: { userId: string; macroId: string },
): Promise<number> {
  await tx.$queryRaw`select id from app_user where id = ${userId}::uuid for no key update`;
  // The lock above may have been waited for, so only this statement, which begins behind it, may read.
  const [sum] = await tx.$queryRaw<{ points: number }[]>`
    select coalesce(sum(e.points), 0)::float8 as points from score_entry e
     where e.user_id = ${userId}::uuid and e.points > 0 and e.reverses_id is null
       and e.at >= date_trunc('day', now(), ${actor.scope.timeZone})
       and exists (select from macro_run r where r.macro_id = ${macroId}::uuid
                      and r.id = case e.cause->>'kind' when 'macro' then (e.cause->>'id')::uuid end)
       and not exists (select from score_entry b where b.reverses_id = e.id)`;
  return sum?.points ?? 0;
}

/** Takes points back by an entry of their own. @throws AppError `not_found`, `conflict` when they were taken back already */
export async function reversePointsIn(
  tx: Tx,
  actor: Can<"score.write">,
  entryId: string,
  { reason, cause }: Pick<NewPoints, "reason" | "cause">,
): Promise<void> {
  const [entry] = await tx.$queryRaw<{ userId: string; points: number; isReversed: boolean }[]>`
    select e.user_id as "userId", e.points, exists (select 1 from score_entry r where r.reverses_id = e.id) as "isReversed"
      from score_entry e where e.id = ${entryId}::uuid and e.project_id is not distinct from ${projectIdOf(actor)}::uuid for update`;
  if (!entry) throw new AppError("not_found", "These points are gone.");
  if (entry.isReversed) throw new AppError("conflict", "These points were taken back already.");
  const { userId, points } = entry;
  await addPointsIn(tx, actor, { userId, points: -points, reason, cause, reversesId: entryId });
}
