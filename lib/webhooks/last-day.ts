import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { firstIdOf } from "./first-id";

export interface SentHour {
  /** When the hour begins. */
  at: string;
  ok: number;
  /** Waiting, being sent, or to be tried again. */
  retrying: number;
  failed: number;
}

export interface FailingMacro {
  macroId: string;
  name: string;
  failed: number;
  held: number;
}

/** Webhooks that were queued in the last 24 hours, hour by hour, the oldest first; tests left out. */
export async function sentByHour(actor: Can<"logs.read">, now = new Date()): Promise<SentHour[]> {
  const hour = 3_600_000;
  const begin = Math.floor(now.getTime() / hour) * hour - 23 * hour;
  const rows = await db.$queryRaw<(Omit<SentHour, "at"> & { n: number })[]>`
    select floor(extract(epoch from d.created_at - ${new Date(begin)}::timestamptz) / 3600)::int as n,
           (count(*) filter (where d.state = 'delivered'))::int as ok,
           (count(*) filter (where d.state in ('waiting', 'sending')))::int as retrying,
           (count(*) filter (where d.state in ('failed', 'held', 'blocked', 'invalid')))::int as failed
      from webhook_delivery d
     where d.project_id is not distinct from ${projectIdOf(actor)}::uuid and not d.is_test
       and d.id >= ${firstIdOf(begin)}::uuid and d.created_at >= ${new Date(begin)}
     group by 1`;
  return Array.from({ length: 24 }, (_, n) => {
    const { ok = 0, retrying = 0, failed = 0 } = rows.find((row) => row.n === n) ?? {};
    return { at: new Date(begin + n * hour).toISOString(), ok, retrying, failed };
  });
}

/** Macros with webhooks that failed, or wait for a person, in the last 24 hours; the worst first. */
export async function failingMacros(actor: Can<"logs.read">, now = new Date()): Promise<FailingMacro[]> {
  const since = now.getTime() - 24 * 3_600_000;
  return db.$queryRaw<FailingMacro[]>`
    select d.macro_id::text as "macroId", coalesce(m.name, 'A deleted macro') as name,
           (count(*) filter (where d.state <> 'held'))::int as failed, (count(*) filter (where d.state = 'held'))::int as held
      from webhook_delivery d left join macro m on m.id = d.macro_id
     where d.project_id is not distinct from ${projectIdOf(actor)}::uuid and not d.is_test
       and d.id >= ${firstIdOf(since)}::uuid and d.created_at >= ${new Date(since)}
       and d.state in ('failed', 'held', 'blocked', 'invalid')
     group by 1, 2 order by count(*) desc limit 10`;
}
