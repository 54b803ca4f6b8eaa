import { sql, type Sql } from "@/lib/db/sql";
import type { SqlField, ValueRows } from "@/lib/fields/sql-field";

type Asked = Pick<SqlField, "storage" | "sql" | "rows" | "order" | "required">;

/** Rows of another table that belong to records: a person's tickets, a ticket's comments. */
export interface OthersRows {
  /** `from …` with its joins and its `where …`. */
  from: Sql;
  /** The same for whoever knows that the record is in the source: without looking up where a row belongs. */
  ofRecord?: Sql;
  /** To whom a row belongs, a uuid; indexed, for one record at a time. */
  of: Sql;
  /** When it came, timestamptz. */
  at: Sql;
}

/** How many rows a record has. */
export function countOf(rows: OthersRows, record: Sql): Asked {
  const count = sql`count(*)`;
  return {
    storage: "number",
    required: true,
    sql: ofOne(rows, record, count),
    rows: {
      ...rowsOf(rows, record, count),
      absent: 0,
      any: sql`exists (select 1 ${rows.from} and ${rows.of} = ${record})`,
    },
    order: (o) => ({
      storage: "number",
      sql: sql`coalesce(${o}.value, 0)`,
      join: sql`${ofEach(rows, count)} ${o} on ${o}.record = ${record}`,
      outer: true,
    }),
  };
}

/** When the latest of them came. */
export function latestOf(rows: OthersRows, record: Sql): Asked {
  const last = sql`max(${rows.at})`;
  return {
    storage: "instant",
    sql: ofOne(rows, record, last),
    rows: {
      ...rowsOf(rows, record, last),
      since: (start) =>
        sql`${record} in (select ${rows.of} ${rows.ofRecord ?? rows.from} and ${rows.at} >= ${start}::timestamptz)`,
    },
    order: (o) => ({
      storage: "instant",
      sql: sql`${o}.value`,
      join: sql`${ofEach(rows, last)} ${o} on ${o}.record = ${record}`,
    }),
  };
}

// Summed up once for everybody: asked of each record in turn, a million would take seconds.
function rowsOf(rows: OthersRows, record: Sql, sum: Sql): ValueRows {
  const from = sql`from ${ofEach(rows, sum)} each`;
  return {
    value: { sql: sql`each.value` },
    some: (test) => sql`${record} in (select each.record ${from} where ${test})`,
    none: (test) => sql`not exists (select 1 ${from} where each.record = ${record} and ${test})`,
  };
}

function ofOne({ from, of }: OthersRows, record: Sql, sum: Sql): Sql {
  return sql`(select ${sum} ${from} and ${of} = ${record})`;
}

function ofEach({ from, of }: OthersRows, sum: Sql): Sql {
  return sql`(select ${of} as record, ${sum} as value ${from} group by 1)`;
}
