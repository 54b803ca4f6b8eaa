import { sql, type Sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";

/** A person's teams by name: the community's, and in a project the project's as well. `id` is the person's. */
export function teams(
  projectId: string | null,
  id: Sql = sql`u.id`,
): Pick<SqlField, "storage" | "sql" | "rows" | "sortable" | "entries"> {
  const inScope = projectId
    ? sql`(t.project_id is null or t.project_id = ${projectId}::uuid)`
    : sql`t.project_id is null`;
  const from = sql`from team_membership m join team t on t.id = m.team_id where ${inScope}`;
  return {
    storage: "texts",
    sortable: false,
    sql: sql`(select array_agg(t.name order by t.name) ${from} and m.user_id = ${id})`,
    rows: {
      value: { sql: sql`t.name` },
      some: (test) => sql`${id} in (select m.user_id ${from} and ${test})`,
      none: (test) => sql`not exists (select 1 ${from} and m.user_id = ${id} and ${test})`,
    },
    entries: (alias) => ({
      sql: sql`${alias}.name`,
      join: sql`(select m.user_id, t.name ${from}) ${alias} on ${alias}.user_id = ${id}`,
    }),
  };
}
