import { askAtLength } from "@/lib/db/ask-at-length";
import { empty, join, raw, sql, type Sql } from "@/lib/db/sql";
import { asked } from "@/lib/sources/list";
import { isOfAll } from "@/lib/sources/source";
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
  /** Of the cells, whose groups are called `name_<n>` as texts and whose measures `value_<n>`. */
  order?: readonly Sql[];
  /** The first ones, where there is an order. */
  most?: number;
}

/** One cell for each combination of the groups' values. */
export async function readCells(summary: Summary, wanted: Wanted & { most: number }): Promise<Cell[]> {
  const { cells, columns, rest } = cellParts(summary, wanted);
  const rows = await askAtLength<{ row: (string | null)[] }>(
    sql`${cells} select array[${join(columns)}] as row from named ${rest}`,
    { byId: isOfAll(summary.question.source, summary.question) },
  );
  return rows.map(({ row }) => cellOf(summary, wanted.groups.length, row));
}

/** All cells, to be read in blocks of rows that `cellOf` understands. */
export function cellStatement(summary: Summary, wanted: Wanted): Sql {
  const { cells, columns, rest } = cellParts(summary, wanted);
  return sql`${cells} select ${join(columns)} from named ${rest}`;
}

export function cellOf({ measures }: Summary, groups: number, row: readonly (string | null)[]): Cell {
  return {
    keys: row.slice(0, groups),
    values: measures.map(({ head }, n) => readValue(head, row[groups + n] ?? null)),
  };
}

function cellParts({ question, joins, measures }: Summary, { groups, within = groups, order = [], most }: Wanted) {
  const { source, condition, context } = question;
  const keys = groups.map((_, n) => raw(`key_${n}`));
  const read = [
    ...groups.map(({ value }, n) => sql`${value} as ${raw(`key_${n}`)}`),
    ...measures.flatMap(({ argument }, n) => (argument ? sql`${argument} as ${raw(`argument_${n}`)}` : [])),
  ];
  const values = measures.map(({ value }, n) => sql`${value(raw(`argument_${n}`))} as ${raw(`value_${n}`)}`);
  const where = [asked(source, { condition, context }), ...within.flatMap(({ present }) => present ?? [])];
  const by = groups.length > 0 ? sql`group by ${join(keys)}` : empty;
  const from = join([source.from, ...joins, ...groups.flatMap(({ entries }) => entries ?? [])], " ");
  const names = groups.map(({ asText }, n) => sql`${asText(raw(`key_${n}`))} as ${raw(`name_${n}`)}`);
  const valueNames = measures.map((_, n) => raw(`value_${n}`));
  // Kept apart, the rows do not tell the planner from which column a key is made. Else it would take as many groups as the column has
  // values, and let one process count alone what several have read. `offset null` keeps them apart, and is no limit.
  const rows = sql`select ${read.length > 0 ? join(read) : empty} ${from} where ${join(where, " and ")} offset null`;
  return {
    cells: sql`
      with cell as materialized (select ${join([...keys, ...values])} from (${rows}) as counted ${by}),
           named as (select ${join([...names, ...valueNames])} from cell)`,
    columns: [...groups.map((_, n) => raw(`name_${n}`)), ...valueNames.map((name) => sql`(${name})::text`)],
    // Seen by the planner inside, the limit would make it sort a million rows to have the first group early.
    rest: sql`${order.length > 0 ? sql`order by ${join(order)}` : empty} ${most === undefined ? empty : sql`limit ${most}`}`,
  };
}
