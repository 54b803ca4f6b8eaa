import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { decideUnknown } from "./decide";
import type { Claimed } from "./delivery";
import { flushResultsIn } from "./flush";
import { announceIn } from "./queue";
import { actionKey, loadActions } from "./stored-action";

/** Longer than any request may take; then its worker has lost it, alive or not. */
const longestClaimSeconds = 90;
const batchSize = 200;

/**
 * Takes back what a worker that is gone had under way: nobody can know how those tries ended, so each is logged as `unknown`, then tried
 * again or held, as its macro says. A worker is gone when nobody holds its advisory lock. Returns how many were taken back.
 */
export async function sweepLost(): Promise<number> {
  if (!(await hasLost())) return 0;
  return transaction(
    async (tx) => {
      const lost = await takeLostIn(tx);
      if (lost.length === 0) return 0;
      const actions = await loadActions(tx, lost);
      const now = new Date();
      await flushResultsIn(
        tx,
        lost.map((delivery) => {
          const action = actions.get(actionKey(delivery)) ?? null;
          const tried = {
            attempt: delivery.attempt,
            maxAttempts: delivery.maxAttempts,
            plan: action?.retries ?? "default",
            firstAt: delivery.firstAt ?? now,
            now,
            chance: 0,
          };
          const verdict = decideUnknown(action?.onUnknown ?? "retry", tried);
          return { delivery, startedAt: now, verdict, outcome: null, action, request: null, secrets: [] };
        }),
      );
      for (const endpointId of new Set(lost.map((delivery) => delivery.endpointId))) await announceIn(tx, endpointId);
      return lost.length;
    },
    { seconds: 30 },
  );
}

const isLost = sql`d.state = 'sending' and (
  d.claimed_at < now() - make_interval(secs => ${longestClaimSeconds})
  or not exists (
    select from pg_locks l
     where l.locktype = 'advisory' and l.classid = 77 and l.objid = d.worker_id::int::oid and l.objsubid = 2 and l.granted
       and l.database = (select oid from pg_database where datname = current_database())))`;

async function hasLost(): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(sql`select 1 from webhook_delivery d where ${isLost} limit 1`);
  return rows.length > 0;
}

async function takeLostIn(tx: Tx): Promise<Claimed[]> {
  return tx.$queryRaw<Claimed[]>(sql`
    select d.id::text, d.project_id::text as "projectId", d.endpoint_id::text as "endpointId", d.macro_id::text as "macroId",
           d.macro_version as "macroVersion", d.action_id::text as "actionId", d.run_id::text as "runId", d.target::text as target,
           d.subject_id::text as "subjectId", d.attempt, d.max_attempts as "maxAttempts", d.worker_id::int as "workerId",
           d.first_at as "firstAt", d.asked_by_id::text as "askedById"
      from webhook_delivery d where ${isLost} order by d.id limit ${batchSize} for update skip locked`);
}
