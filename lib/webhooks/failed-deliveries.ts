import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";
import { firstIdOf } from "./first-id";

/**
 * How many webhooks of the actor's scope were queued since an instant and failed, as the log counts them under Failed: test sends too.
 * The states are written out, because the index of what is not delivered is known by its very words.
 * @param most where counting ends
 */
export async function countFailedDeliveries(actor: Can<"logs.read">, since: string, most: number): Promise<number> {
  const projectId = projectIdOf(actor);
  const [row] = await ask<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from webhook_delivery
       where ${projectId ? sql`project_id = ${projectId}::uuid` : sql`project_id is null`}
         and state in ('failed', 'blocked', 'invalid') and state not in ('delivered', 'cancelled', 'skipped')
         and id >= ${firstIdOf(Date.parse(since))}::uuid and created_at >= ${since}::timestamptz
       limit ${most}) as failed`);
  return row?.count ?? 0;
}
