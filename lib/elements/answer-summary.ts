import type { Cell } from "./add-others";
import type { SummaryData, SummaryRow, SummaryValue } from "./data";
import { fillGaps } from "./fill-gaps";
import type { GroupColumn } from "./group-column";
import { groupValue } from "./group-value";
import { shareOf, type MeasureColumn } from "./measure-column";
import type { ElementQuestion } from "./question";
import { readCells, type Summary } from "./read-cells";
import { readTop } from "./read-top";
import { summaryColumns } from "./summary-columns";
import { inOrder } from "./summary-order";

/** Combinations of the groups' values that are read at most. */
const mostCells = 10_000;

/** One row per combination of the groups' values, in the order of the element. */
export async function answerSummary(question: ElementQuestion, most: number): Promise<SummaryData> {
  const { source, definition, context } = question;
  const { summary, groups } = await summaryColumns(question);
  const { measures } = summary;
  const read = await readTop(summary, groups, mostCells + 1);
  const cells = read.slice(0, mostCells);
  const whole = await wholeOf(summary, groups, read);
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
