import { askAtLength } from "@/lib/db/ask-at-length";
import { empty, join, raw, sql, type Sql } from "@/lib/db/sql";
import { asked } from "@/lib/sources/list";
import type { Cell } from "./add-others";
import type { GroupColumn } from "./group-column";
import { readValue, type MeasureColumn } from "./measure-column";
import type { ElementQuestion } from "./question";

/** What one summary asks of PostgreSQL, by whatever groups. */
export interface Summary {
  question: ElementQuestion;
  joins: readonly Sql[];
  measures: readonly MeasureColumn[];
}

export interface Wanted {
  groups: readonly GroupColumn[];
  /** Only records with a value of these, where those without are left out; else of `groups`. */
  within?: readonly GroupColumn[];
  most: number;
  /** Those with the most of the first measure first. */
  isTop?: boolean;
}

/** One cell for each combination of the groups' values, at most `most`. */
export async function readCells(
  { question, joins, measures }: Summary,
  { groups, within = groups, most, isTop }: Wanted,
): Promise<Cell[]> {
  const { source, condition, context } = question;
  const keys = groups.map((_, n) => raw(`key_${n}`));
  const read = [
    ...groups.map(({ value }, n) => sql`${value} as ${raw(`key_${n}`)}`),
    ...measures.flatMap(({ argument }, n) => (argument ? sql`${argument} as ${raw(`argument_${n}`)}` : [])),
  ];
  const values = measures.map(({ value }, n) => sql`${value(raw(`argument_${n}`))} as ${raw(`value_${n}`)}`);
  const where = [asked(source, { condition, context }), ...within.flatMap(({ present }) => present ?? [])];
  const by = groups.length > 0 ? sql`group by ${join(keys)}` : empty;
  const order = isTop ? sql`order by value_0 desc nulls last, key_0` : empty;
  const shown = [
    ...groups.map(({ asText }, n) => asText(raw(`key_${n}`))),
    ...measures.map((_, n) => sql`(${raw(`value_${n}`)})::text`),
  ];
  const from = join([source.from, ...joins, ...groups.flatMap(({ entries }) => entries ?? [])], " ");
  // Kept apart, the rows do not tell the planner from which column a key is made. Else it would take as many groups as the column has
  // values, and let one process count alone what several have read. The word null keeps them apart without being a limit, and the limit of
  // the cells, seen by the planner, would make it sort a million rows to have the first group early.
  const rows = await askAtLength<{ row: (string | null)[] }>(sql`
    with cell as materialized (
      select ${join([...keys, ...values])} from (select ${read.length > 0 ? join(read) : empty} ${from} where ${join(where, " and ")} offset null) as counted ${by})
    select array[${join(shown)}] as row from cell ${order} limit ${most}`);
  return rows.map(({ row }) => ({
    keys: row.slice(0, groups.length),
    values: measures.map(({ head }, n) => readValue(head, row[groups.length + n] ?? null)),
  }));
}
