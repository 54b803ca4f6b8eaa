import type { Cell } from "./add-others";
import { cellOrder } from "./cell-order";
import type { GroupHead, SummaryData, SummaryRow, SummaryValue } from "./data";
import { fillGaps } from "./fill-gaps";
import type { GroupColumn } from "./group-column";
import { groupValue } from "./group-value";
import { shareOf, type MeasureColumn } from "./measure-column";
import type { ElementQuestion } from "./question";
import { readCells, type Summary } from "./read-cells";
import { readTop } from "./read-top";
import type { ElementDefinition } from "./schema";
import { summaryColumns } from "./summary-columns";
import { inOrder } from "./summary-order";

/** Combinations of the groups' values that are sorted, drawn and kept at most; more are read in the order of the element. */
export const mostCells = 10_000;

/** One row per combination of the groups' values, in the order of the element; beyond `mostCells` the first ones. */
export async function answerSummary(question: ElementQuestion, most: number): Promise<SummaryData> {
  const { source, definition, context } = question;
  const { summary, groups } = await summaryColumns(question);
  const { measures } = summary;
  const order = cellOrder(definition, groups, measures);
  const read = await readTop(summary, groups, { most: mostCells + 1, order });
  const isLong = read.length > mostCells;
  const whole = await wholeOf(summary, groups, read);
  const heads = groups.map(({ head }) => head);
  const cells = read.slice(0, mostCells).map((cell) => rowOf(heads, measures, cell, whole));
  const rows = isLong ? cells : finishedRows(definition, heads, measures, cells);
  const wanted = Math.min(most, definition.limit ?? most);
  return {
    shape: "summary",
    groups: heads,
    measures: measures.map(({ head }) => head),
    rows: rows.slice(0, wanted),
    total: shared(measures, whole, whole),
    isCut: isLong || rows.length > wanted,
    asOf: context.now,
    zone: source.zone,
  };
}

/** A combination as it is read. */
export function rowOf(
  heads: readonly GroupHead[],
  measures: readonly MeasureColumn[],
  { keys, values }: Cell,
  whole: readonly SummaryValue[],
): SummaryRow {
  return { groups: heads.map((head, n) => groupValue(head, keys[n] ?? null)), values: shared(measures, values, whole) };
}

/** All rows in the order of the element, with the days on which nothing was. */
export function finishedRows(
  definition: ElementDefinition,
  heads: readonly GroupHead[],
  measures: readonly MeasureColumn[],
  rows: readonly SummaryRow[],
): SummaryRow[] {
  const measureHeads = measures.map(({ head }) => head);
  return inOrder(definition, heads, fillGaps(heads, measureHeads, rows));
}

/** Each measure over all records: added up where that is the same, else asked. A record with several teams would count several times. */
async function wholeOf(
  summary: Summary,
  groups: readonly GroupColumn[],
  cells: readonly Cell[],
): Promise<SummaryValue[]> {
  const [only] = cells;
  if (groups.length === 0) return only?.values ?? [];
  const isWhole = cells.length <= mostCells && groups.every(({ entries }) => entries === null);
  const sums = summary.measures.map(({ isAdditive }, n) => (isAdditive && isWhole ? sumOf(cells, n) : null));
  if (!sums.includes(null)) return sums;
  const within = groups.filter(({ present }) => present);
  return readWhole(summary, within);
}

/** Each measure over all records, but those without a value of a group that leaves them out. */
export async function readWhole(summary: Summary, within: readonly GroupColumn[]): Promise<SummaryValue[]> {
  const [whole] = await readCells(summary, { groups: [], within, most: 1 });
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
function shared(
  measures: readonly MeasureColumn[],
  values: readonly SummaryValue[],
  whole: readonly SummaryValue[],
): SummaryValue[] {
  return measures.map(({ head }, n) => {
    const value = values[n] ?? null;
    return head.kind === "share" ? shareOf(value, whole[n] ?? null) : value;
  });
}
