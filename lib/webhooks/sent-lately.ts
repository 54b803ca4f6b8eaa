import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";
import { firstIdOf } from "./first-id";

/** How far back, in how many parts of how many hours. */
export const sentSpans = { "24h": { parts: 24, hours: 1 }, "7d": { parts: 28, hours: 6 } } as const;
export type SentSpan = keyof typeof sentSpans;

export interface SentPart {
  /** When it begins. */
  at: string;
  ok: number;
  /** Waiting, being sent, or to be tried again. */
  retrying: number;
  failed: number;
}

/** Webhooks that were queued lately, part by part, the oldest first; tests left out. @throws AppError `unavailable` */
export async function listSentLately(actor: Can<"logs.read">, span: SentSpan, now = new Date()): Promise<SentPart[]> {
  const { parts, hours } = sentSpans[span];
  const hour = 3_600_000;
  const begin = (Math.floor(now.getTime() / hour) + 1 - parts * hours) * hour;
  const projectId = projectIdOf(actor);
  const rows = await ask<Omit<SentPart, "at"> & { n: number }>(sql`
    select floor(extract(epoch from d.created_at - ${new Date(begin)}::timestamptz) / ${hours * 3_600})::int as n,
           (count(*) filter (where d.state = 'delivered'))::int as ok,
           (count(*) filter (where d.state in ('waiting', 'sending')))::int as retrying,
           (count(*) filter (where d.state in ('failed', 'held', 'blocked', 'invalid')))::int as failed
      from webhook_delivery d
     where ${projectId ? sql`d.project_id = ${projectId}::uuid` : sql`d.project_id is null`} and not d.is_test
       and d.id >= ${firstIdOf(begin)}::uuid and d.created_at >= ${new Date(begin)}
     group by 1`);
  return Array.from({ length: parts }, (_, n) => {
    const { ok = 0, retrying = 0, failed = 0 } = rows.find((row) => row.n === n) ?? {};
    return { at: new Date(begin + n * hours * hour).toISOString(), ok, retrying, failed };
  });
}
