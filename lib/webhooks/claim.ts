import "server-only";
import { withConnection } from "@/lib/db/pool";
import type { Claimed } from "./delivery";

export interface ClaimOptions {
  workerId: bigint;
  /** Where work is thought to wait. */
  endpointIds: readonly string[];
  /** At most so many. */
  slots: number;
}

/**
 * Takes due deliveries for this worker: at most eight per endpoint, within the endpoint's cap and rate, in random order of endpoints,
 * none of a paused or cancelled run, a switched-off macro or a switched-off webhook action. Null when another claimer is at it: ask again
 * in a few milliseconds. One claimer at a time is what keeps the cap exact.
 */
export async function claim({ workerId, endpointIds, slots }: ClaimOptions): Promise<Claimed[] | null> {
  return withConnection(async (connection) => {
    await connection.query("begin");
    try {
      const lock = await connection.query<{ mine: boolean }>("select pg_try_advisory_xact_lock(78) as mine");
      if (!lock.rows[0]?.mine) {
        await connection.query("rollback");
        return null;
      }
      const { rows } = await connection.query<Claimed>(statement, [endpointIds, slots, workerId.toString()]);
      await connection.query("commit");
      return rows;
    } catch (error) {
      await connection.query("rollback");
      throw error;
    }
  });
}

const statement = `
with ep as (
  select e.id,
         least(
           (case when e.breaker = 'half_open' then 1 else e.cap end) - in_flight.n,
           case when e.rate_per_second is null then e.cap
                else floor(least(e.burst, e.tokens + extract(epoch from now() - e.tokens_at) * e.rate_per_second)) end
         )::int as room
    from endpoint e
   cross join lateral (select count(*) as n from webhook_delivery where endpoint_id = e.id and state = 'sending') in_flight
   where e.id = any($1::uuid[]) and e.claimable and e.disabled_at is null
     and (e.paused_until is null or e.paused_until <= now()) and e.cap > in_flight.n
   order by random()),
c as (
  select d.id, d.endpoint_id from ep cross join lateral (
    select w.id, w.endpoint_id from webhook_delivery w
     where w.endpoint_id = ep.id and w.state = 'waiting' and w.next_at <= now()
       and not exists (select from macro_run r where r.id = w.run_id and r.state in ('paused', 'cancelled'))
       and not exists (select from macro m where m.id = w.macro_id and not m.enabled)
       and not exists (select from webhook_action_state s
                        where s.macro_id = w.macro_id and s.action_id = w.action_id and s.off_at is not null)
     order by w.priority, w.next_at, w.id limit greatest(0, least(ep.room, 8)) for update skip locked) d
   limit $2),
t as (
  update endpoint e
     set tokens = least(e.burst, e.tokens + extract(epoch from now() - e.tokens_at) * coalesce(e.rate_per_second, 0)) - n.n,
         tokens_at = now()
    from (select endpoint_id, count(*) as n from c group by 1) n
   where e.id = n.endpoint_id and e.rate_per_second is not null)
update webhook_delivery d
   set state = 'sending', worker_id = $3::bigint, attempt = attempt + 1, claimed_at = now()
  from c where d.id = c.id
returning d.id, d.project_id as "projectId", d.endpoint_id as "endpointId", d.macro_id as "macroId",
  d.macro_version as "macroVersion", d.action_id as "actionId", d.run_id as "runId", d.target::text as target,
  d.subject_id as "subjectId", d.attempt, d.max_attempts as "maxAttempts", d.worker_id as "workerId",
  d.first_at as "firstAt", d.asked_by_id as "askedById"`;

/** Endpoints with due work, by one skip-scan over the partial index: its cost is the number of endpoints, not of deliveries. */
export async function findReadyEndpoints(): Promise<string[]> {
  return withConnection(async (connection) => {
    const { rows } = await connection.query<{ id: string }>(`
      with recursive e (id) as (
        (select endpoint_id from webhook_delivery where state = 'waiting' order by endpoint_id limit 1)
        union all
        select (select endpoint_id from webhook_delivery
                 where state = 'waiting' and endpoint_id > e.id order by endpoint_id limit 1)
          from e where e.id is not null)
      select id from e where id is not null`);
    return rows.map(({ id }) => id);
  });
}
