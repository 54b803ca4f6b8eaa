import { sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";

/** A person's teams by name, in a FROM where the account is `u`: the community's, and in a project the project's as well. */
export function teams(projectId: string | null): Pick<SqlField, "storage" | "sql" | "rows" | "sortable"> {
  const inScope = projectId
    ? sql`(t.project_id is null or t.project_id = ${projectId}::uuid)`
    : sql`t.project_id is null`;
  const from = sql`from team_membership m join team t on t.id = m.team_id where ${inScope}`;
  return {
    storage: "texts",
    sortable: false,
    sql: sql`(select array_agg(t.name order by t.name) ${from} and m.user_id = u.id)`,
    rows: {
      value: { sql: sql`t.name` },
      some: (test) => sql`u.id in (select m.user_id ${from} and ${test})`,
      none: (test) => sql`not exists (select 1 ${from} and m.user_id = u.id and ${test})`,
    },
  };
}
