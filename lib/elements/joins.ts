import { raw, sql, type Sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";

/** What the fields of one summary need in its FROM, each row of another table joined once. */
export interface Joins {
  /** The field's value. */
  value: (field: SqlField) => Sql;
  /** Each entry of a list, which makes a row for each. */
  entry: (field: SqlField) => { sql: Sql; join: Sql } | null;
  /** All joins that `value` asked for. They come from the left: PostgreSQL leaves out those that nothing reads. */
  list: () => Sql[];
}

/** @param fields all that the summary reads: several of one row are read from it, a single one from where only it lies */
export function newJoins(fields: readonly SqlField[]): Joins {
  const together = new Map<string, Set<string>>();
  for (const { path, record } of fields)
    if (record) together.set(record.key, (together.get(record.key) ?? new Set()).add(path));
  const made = new Map<string, { alias: Sql; join: Sql }>();
  const joined = (key: string, join: (alias: Sql) => Sql): Sql => {
    const known = made.get(key);
    if (known) return known.alias;
    const alias = raw(`joined_${made.size}`);
    made.set(key, { alias, join: sql`left join ${join(alias)}` });
    return alias;
  };
  let entries = 0;
  return {
    value: ({ path, record, joined: alone, sql: value }) => {
      if (record && (together.get(record.key)?.size ?? 0) > 1) return record.sql(joined(record.key, record.join));
      if (!alone) return value;
      return alone(joined(path, (alias) => alone(alias).join)).sql;
    },
    entry: (field) => {
      const entry = field.entries?.(raw(`entry_${entries++}`));
      return entry ? { sql: entry.sql, join: sql`left join ${entry.join}` } : null;
    },
    list: () => [...made.values()].map(({ join }) => join),
  };
}
