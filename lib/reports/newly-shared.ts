import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { visibleReports } from "./queries";

/**
 * Reports of others that were shared with the actor since an instant, with everyone here or with a team that they are in, and still are.
 * The audit log knows it: a report has no time at which it was shared. Archived ones are left out.
 */
export async function listNewlyShared(actor: Can<"reports.read">, since: string): Promise<string[]> {
  const { personId } = actor;
  const projectId = projectIdOf(actor);
  const rows = await ask<{ id: string }>(sql`
    select distinct a.object_id as id from audit_entry a
     where a.kind = 'report' and a.at >= ${since}::timestamptz and a.by_id is distinct from ${personId}::uuid
       and ${projectId ? sql`a.project_id = ${projectId}::uuid` : sql`a.project_id is null`}
       and ((a.after ->> 'visibility' = 'shared' and coalesce(a.before ->> 'visibility', 'mine') <> 'shared')
         or exists (select 1 from jsonb_path_query(a.after, '$.access[*].teamId') given (team)
                      join team_membership m on m.team_id::text = given.team #>> '{}' and m.user_id = ${personId}::uuid
                     where not coalesce(a.before -> 'access', '[]') @> jsonb_build_array(jsonb_build_object('teamId', given.team))))`);
  const shared = await db.report.findMany({
    where: {
      AND: [
        visibleReports(actor),
        { id: { in: rows.map(({ id }) => id) }, archivedAt: null },
        { OR: [{ ownerId: null }, { ownerId: { not: personId ?? undefined } }] },
      ],
    },
    select: { id: true },
  });
  return shared.map(({ id }) => id);
}
