import { sql, type Sql } from "@/lib/db/sql";
import type { SqlField, ValueRows } from "@/lib/fields/sql-field";

type Asked = Pick<SqlField, "storage" | "sql" | "rows" | "order" | "required" | "sortable">;

// What a person has in other tables, in a FROM where the account is `u`; without a project, in the whole community.

export function teams(projectId: string | null): Asked {
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

export function ticketCount(projectId: string | null): Asked {
  const count = sql`count(*)`;
  return {
    storage: "number",
    required: true,
    sql: ofOne(projectId, count),
    rows: { ...rowsOf(projectId, count), absent: 0 },
    order: (o) => ({
      storage: "number",
      sql: sql`coalesce(${o}.value, 0)`,
      join: sql`${ofEach(projectId, count)} ${o} on ${o}.person = u.id`,
      outer: true,
    }),
  };
}

export function lastTicket(projectId: string | null): Asked {
  const last = sql`max(f2.created_at)`;
  return {
    storage: "instant",
    sql: ofOne(projectId, last),
    rows: rowsOf(projectId, last),
    order: (o) => ({
      storage: "instant",
      sql: sql`${o}.value`,
      join: sql`${ofEach(projectId, last)} ${o} on ${o}.person = u.id`,
    }),
  };
}

// Summed up once for everybody: asked of each person in turn, a million would take seconds.
function rowsOf(projectId: string | null, sum: Sql): ValueRows {
  const from = sql`from ${ofEach(projectId, sum)} each`;
  return {
    value: { sql: sql`each.value` },
    some: (test) => sql`u.id in (select each.person ${from} where ${test})`,
    none: (test) => sql`not exists (select 1 ${from} where each.person = u.id and ${test})`,
  };
}

function ofOne(projectId: string | null, sum: Sql): Sql {
  return sql`(select ${sum} from feedback f2 where ${inScope(projectId)} and f2.submitter_id = u.id)`;
}

function ofEach(projectId: string | null, sum: Sql): Sql {
  return sql`(select f2.submitter_id as person, ${sum} as value from feedback f2 where ${inScope(projectId)} group by 1)`;
}

function inScope(projectId: string | null): Sql {
  return projectId ? sql`f2.project_id = ${projectId}::uuid` : sql`true`;
}
