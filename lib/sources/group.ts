import { ask } from "@/lib/db/ask";
import { raw, sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { SqlField } from "@/lib/fields/sql-field";
import { asked, type ListQuestion } from "./list";
import type { Records } from "./source";

export interface GroupCount {
  /** As `groupKey` gives it; null for the records without a value. */
  key: string | null;
  count: number;
}

/** More heads than anybody reads. */
export const mostGroups = 200;

/**
 * How many records of a list have each value of a field: the most frequent first, at most `mostGroups`. Dates count by their day in the
 * zone of the source.
 * @throws AppError `invalid` for a field that is gone or holds several values
 */
export async function countGroups(
  source: Records,
  question: Pick<ListQuestion, "condition" | "search" | "context">,
  path: string,
): Promise<GroupCount[]> {
  const field = source.catalog.find(path);
  if (!field || field.sortable === false)
    throw new AppError("invalid", "A list cannot be grouped by that. Choose another.");
  const joined = field.joined?.(raw("grouped"));
  const key = keyOf(field, joined?.sql ?? field.sql, source.zone);
  const join = joined ? sql`left join ${joined.join}` : sql``;
  return ask<GroupCount>(sql`
    select key, count(*)::int as count
      from (select ${key} as key ${source.from} ${join} where ${asked(source, question)}) each
     group by key order by count desc, key limit ${mostGroups}`);
}

function keyOf({ storage }: SqlField, value: Sql, zone: string): Sql {
  const day = (instant: Sql) => sql`to_char(${instant} at time zone ${zone}, 'YYYY-MM-DD')`;
  if (storage === "instant") return day(value);
  if (storage === "iso")
    return sql`case when length(${value}) = 10 then ${value} else ${day(sql`(${value})::timestamptz`)} end`;
  if (storage === "text") return sql`nullif(${value}, '')`;
  return sql`(${value})::text`;
}
