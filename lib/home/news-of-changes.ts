import "server-only";
import type { Can } from "@/lib/auth/actor";
import { entriesWhere } from "@/lib/audit/entries";
import type { AuditKind, AuditQuestion } from "@/lib/audit/schema";
import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";
import { mostCounted, type ChangeNews } from "./news-schema";

/** Parts that stand in the line. */
const mostParts = 4;

/** What the audit log is asked for the changes of others. */
export function changesSince(since: Date): AuditQuestion {
  return { since: since.toISOString(), others: "yes" };
}

/** The entries of the audit log that others wrote. */
export async function newsOfChanges(actor: Can<"audit.read">, since: Date): Promise<ChangeNews> {
  const rows = await ask<{ name: string | null; username: string | null; kind: AuditKind; count: number }>(sql`
    select coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as name, u.username, found.kind, found.count
      from (select entry.by_id, entry.kind, count(*)::int as count
              from (select a.by_id, a.kind from audit_entry a where ${await entriesWhere(actor, changesSince(since))}
                     order by a.at desc, a.id desc limit ${mostCounted + 1}) entry
             group by 1, 2) found
      left join app_user u on u.id = found.by_id
     order by found.count desc, u.username, found.kind`);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const exact = count <= mostCounted;
  const byPeople = rows.flatMap(({ name, username, ...row }) => (name && username ? [{ name, username, ...row }] : []));
  return { count: Math.min(count, mostCounted), exact, parts: exact ? byPeople.slice(0, mostParts) : [] };
}
