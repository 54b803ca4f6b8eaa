import { askAtLength } from "@/lib/db/ask-at-length";
import { empty, join, raw, sql } from "@/lib/db/sql";
import { asked } from "@/lib/sources/list";
import { addOthers, type Cell } from "./add-others";
import type { SummaryData, SummaryRow, SummaryValue } from "./data";
import { fillGaps } from "./fill-gaps";
import { groupColumn, type GroupColumn } from "./group-column";
import { groupValue, otherKey } from "./group-value";
import { measureColumn, readValue, shareOf, type MeasureColumn } from "./measure-column";
import type { ElementQuestion } from "./question";
import { inOrder } from "./summary-order";

/** Combinations of the groups' values that are read at most. */
const mostCells = 10_000;

/** One row per combination of the groups' values, in the order of the element. */
export async function answerSummary(question: ElementQuestion, most: number): Promise<SummaryData> {
  const { source, definition, context } = question;
  const groups = await Promise.all(definition.groups.map((group, n) => groupColumn(question, group, n)));
  const measures = definition.measures.map((measure, n) => measureColumn(question, measure, n));
  const read = await readTop(question, groups, measures);
  const cells = read.slice(0, mostCells);
  const whole = await wholeOf(question, groups, measures, read);
  const heads = groups.map(({ head }) => head);
  const measureHeads = measures.map(({ head }) => head);
  const filled = fillGaps(
    heads,
    measureHeads,
    cells.map(({ keys, values }): SummaryRow => ({
      groups: heads.map((head, n) => groupValue(head, keys[n] ?? null)),
      values: finished(measures, values, whole),
    })),
  );
  const rows = inOrder(definition, heads, filled);
  const wanted = Math.min(most, definition.limit ?? most);
  return {
    shape: "summary",
    groups: heads,
    measures: measureHeads,
    rows: rows.slice(0, wanted),
    total: finished(measures, whole, whole),
    isCut: read.length > mostCells || rows.length > wanted,
    asOf: context.now,
    zone: source.zone,
  };
}

/**
 * Only the values with the most of the first measure where a group asks for a top, the others as one. Where parts add up that is done here;
 * an average or the number of distinct values of the others has to be asked for.
 */
async function readTop(
  question: ElementQuestion,
  groups: readonly GroupColumn[],
  measures: readonly MeasureColumn[],
): Promise<Cell[]> {
  if (groups.every(({ top }) => top === null)) return readCells(question, { groups, measures });
  if (measures.every(({ isAdditive }) => isAdditive)) {
    const all = await readCells(question, { groups, measures });
    const added =
      all.length <= mostCells
        ? addOthers(
            groups.map(({ top }) => top),
            all,
          )
        : null;
    if (added) return added;
  }
  const columns = await Promise.all(groups.map((group) => withOther(question, group, measures)));
  return readCells(question, { groups: columns, measures });
}

/** The values of the groups with the most of the first measure stay; the others become one, if there are any. */
async function withOther(
  question: ElementQuestion,
  group: GroupColumn,
  measures: readonly MeasureColumn[],
): Promise<GroupColumn> {
  const [first] = measures;
  if (group.top === null || !first) return group;
  const found = await readCells(question, { groups: [group], measures: [first], top: group.top + 1 });
  if (found.length <= group.top) return group;
  const kept = found.slice(0, group.top).map(({ keys }) => keys[0] ?? null);
  const text = group.asText(group.value);
  const isKept = sql`(${text}) = any(${kept.filter((key) => key !== null)}::text[])`;
  const missing = kept.includes(null) ? sql`when (${text}) is null then null` : empty;
  return {
    ...group,
    value: sql`case ${missing} when ${isKept} then (${text}) else ${otherKey} end`,
    asText: (value) => value,
  };
}

interface Asked {
  groups: readonly GroupColumn[];
  measures: readonly MeasureColumn[];
  /** Only records with a value of these, where those without are left out; else of `groups`. */
  within?: readonly GroupColumn[];
  /** That many with the most of the first measure; else all, one more than `mostCells` of them. */
  top?: number;
}

async function readCells(
  question: ElementQuestion,
  { groups, measures, within = groups, top }: Asked,
): Promise<Cell[]> {
  const { source, condition, context } = question;
  const keys = groups.map(({ value }, n) => sql`${value} as ${raw(`key_${n}`)}`);
  const values = measures.map(({ value }, n) => sql`${value} as ${raw(`value_${n}`)}`);
  const joins = [...[...within, ...measures].map((column) => column.join), ...groups.map(({ entries }) => entries)];
  const where = [asked(source, { condition, context }), ...within.flatMap(({ present }) => present ?? [])];
  const by = groups.length > 0 ? sql`group by ${join(groups.map((_, n) => raw(String(n + 1))))}` : empty;
  const order = top === undefined ? empty : sql`order by value_0 desc nulls last, key_0`;
  const shown = [
    ...groups.map(({ asText }, n) => asText(raw(`key_${n}`))),
    ...measures.map((_, n) => sql`(${raw(`value_${n}`)})::text`),
  ];
  const rows = await askAtLength<{ row: (string | null)[] }>(sql`
    select array[${join(shown)}] as row from (
      select ${join([...keys, ...values])} ${source.from} ${join([empty, ...joins.flatMap((each) => each ?? [])], " ")}
       where ${join(where, " and ")} ${by} ${order} limit ${top ?? mostCells + 1}) as cell`);
  return rows.map(({ row }) => ({
    keys: row.slice(0, groups.length),
    values: measures.map(({ head }, n) => readValue(head, row[groups.length + n] ?? null)),
  }));
}

/** Each measure over all records: added up where that is the same, else asked. A record with several teams would count several times. */
async function wholeOf(
  question: ElementQuestion,
  groups: readonly GroupColumn[],
  measures: readonly MeasureColumn[],
  cells: readonly Cell[],
): Promise<SummaryValue[]> {
  const [only] = cells;
  if (groups.length === 0) return only?.values ?? [];
  const isWhole = cells.length <= mostCells && groups.every(({ head }) => head.field.type !== "list");
  const sums = measures.map(({ isAdditive }, n) => (isAdditive && isWhole ? sumOf(cells, n) : null));
  if (!sums.includes(null)) return sums;
  const within = groups.filter(({ present }) => present);
  const [whole] = await readCells(question, { groups: [], measures, within });
  return whole?.values ?? [];
}

function sumOf(cells: readonly Cell[], n: number): number | null {
  let sum = 0;
  for (const { values } of cells) {
    const value = values[n] ?? 0;
    if (typeof value !== "number" || !Number.isInteger(value)) return null;
    sum += value;
  }
  return Number.isSafeInteger(sum) ? sum : null;
}

/** Shares are parts of the whole; everything else is as it was read. */
function finished(
  measures: readonly MeasureColumn[],
  values: readonly SummaryValue[],
  whole: readonly SummaryValue[],
): SummaryValue[] {
  return measures.map(({ head }, n) => {
    const value = values[n] ?? null;
    return head.kind === "share" ? shareOf(value, whole[n] ?? null) : value;
  });
}
