import "server-only";
import type { Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import type { Verdict } from "./decide";
import type { Claimed } from "./delivery";
import { tellManagersIn } from "./tell-managers";

interface Judged {
  delivery: Claimed;
  verdict: Verdict;
}

/** A `Retry-After` holds back the whole destination, not only the delivery that was told. */
export async function pauseEndpointsIn(tx: Tx, results: readonly Judged[]): Promise<void> {
  const until = new Map<string, Date>();
  for (const { delivery, verdict } of results) {
    const known = until.get(delivery.endpointId);
    if (verdict.pauseUntil && (!known || known < verdict.pauseUntil))
      until.set(delivery.endpointId, verdict.pauseUntil);
  }
  for (const [id, at] of [...until].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx.$executeRaw(sql`
      update endpoint set paused_until = greatest(paused_until, ${at.toISOString()}::timestamptz) where id = ${id}::uuid`);
  }
}

// The same answer so often in a row is no accident: the settings are wrong.
const refusalsUntilOff = 20;
const refusals = new Set([401, 403, 404, 410, 422]);

/**
 * Switches a webhook action off when its receiver says 410, or refuses twenty times in a row with the same code, and tells the managers.
 * Any success starts the count anew. What waits then stays waiting until the action is switched on again.
 */
export async function noteAnswersIn(tx: Tx, results: readonly Judged[]): Promise<void> {
  const refused = results.filter(({ verdict }) => verdict.status !== null && refusals.has(verdict.status));
  // In one order everywhere, so that two workers cannot wait for each other.
  refused.sort((a, b) => (a.delivery.actionId < b.delivery.actionId ? -1 : 1));
  await forgetRefusalsIn(
    tx,
    results.filter(({ verdict }) => verdict.state === "delivered"),
  );
  const told = new Set<string>();
  for (const { delivery, verdict } of refused) {
    const reason = await countRefusalIn(tx, delivery, verdict);
    if (reason === null || told.has(delivery.actionId)) continue;
    told.add(delivery.actionId);
    await tellManagersIn(tx, delivery.macroId, reason);
  }
}

/** Why the action was switched off in this transaction; null when it was not. */
async function countRefusalIn(tx: Tx, { macroId, actionId }: Claimed, verdict: Verdict): Promise<string | null> {
  const { status } = verdict;
  const limit = verdict.isGone ? 1 : refusalsUntilOff;
  const reason = verdict.isGone
    ? "The receiver answered 410: this address is gone for good. Set up a new one, then switch the webhook on again."
    : `The receiver refused ${refusalsUntilOff} times in a row with ${status}. Check the settings, then switch the webhook on again.`;
  const [row] = await tx.$queryRaw<{ isOffNow: boolean }[]>(sql`
    insert into webhook_action_state as s (macro_id, action_id, refused_status, refused_times, off_at, off_reason)
    select m.id, ${actionId}::uuid, ${status}, 1, case when 1 >= ${limit} then now() end, case when 1 >= ${limit} then ${reason} end
      from macro m where m.id = ${macroId}::uuid
    on conflict (macro_id, action_id) do update set
      refused_status = excluded.refused_status,
      refused_times = case when s.refused_status = excluded.refused_status then s.refused_times + 1 else 1 end,
      off_at = coalesce(s.off_at, case when
        (case when s.refused_status = excluded.refused_status then s.refused_times + 1 else 1 end) >= ${limit} then now() end),
      off_reason = coalesce(s.off_reason, case when
        (case when s.refused_status = excluded.refused_status then s.refused_times + 1 else 1 end) >= ${limit} then ${reason} end)
    returning coalesce(off_at = now()::timestamptz(3), false) as "isOffNow"`);
  return row?.isOffNow ? reason : null;
}

async function forgetRefusalsIn(tx: Tx, delivered: readonly Judged[]): Promise<void> {
  const actionIds = [...new Set(delivered.map(({ delivery }) => delivery.actionId))];
  if (actionIds.length === 0) return;
  await tx.webhookActionState.updateMany({
    where: { actionId: { in: actionIds }, offAt: null, refusedTimes: { gt: 0 } },
    data: { refusedStatus: null, refusedTimes: 0 },
  });
}
