import type { LongReadOptions } from "@/lib/db/long-read";
import { readRows } from "@/lib/db/read-rows";
import { isOfAll } from "@/lib/sources/source";
import { finishedRows, mostCells, rowOf } from "./answer-summary";
import { cellOrder } from "./cell-order";
import type { GroupHead, MeasureHead, SummaryRow, SummaryValue } from "./data";
import type { ElementQuestion } from "./question";
import { cellOf, cellStatement } from "./read-cells";
import { topColumns } from "./read-top";
import { summaryColumns } from "./summary-columns";
import { columnsOf, rowCells, type ElementColumn, type TableCell } from "./table";

/** A table to be written to the last row, in blocks as they are read. */
export interface WholeTable {
  columns: ElementColumn[];
  rows: AsyncGenerator<TableCell[][], void, undefined>;
}

/** The same as it is known here, for who needs more of a group than its text. */
export interface SummaryBlocks {
  groups: GroupHead[];
  measures: MeasureHead[];
  rows: AsyncGenerator<SummaryRow[], void, undefined>;
}

/** `summaryBlocks` as a table. */
export async function wholeSummary(question: ElementQuestion, options: LongReadOptions = {}): Promise<WholeTable> {
  const { groups, measures, rows } = await summaryBlocks(question, options);
  async function* cells(): WholeTable["rows"] {
    for await (const block of rows) yield block.map((row) => rowCells(row, groups));
  }
  return { columns: columnsOf({ groups, measures }), rows: cells() };
}

/**
 * All rows of a summary, as of one moment and however long it takes. Up to `mostCells` they are those of `answerSummary`; more come as
 * PostgreSQL sorts them, without days on which nothing was.
 * @throws AppError `invalid` as `answerSummary`; the rows, as `readRows`
 */
export async function summaryBlocks(question: ElementQuestion, options: LongReadOptions = {}): Promise<SummaryBlocks> {
  const { condition, definition } = question;
  const { summary, groups: asked } = await summaryColumns(question);
  const { measures } = summary;
  const groups = await topColumns(summary, asked);
  const heads = groups.map(({ head }) => head);
  const { limit } = definition;
  const order = cellOrder(definition, groups, measures);
  // Their whole is read before them, as of the same moment.
  const hasShares = measures.some(({ head }) => head.kind === "share");
  const within = groups.filter(({ present }) => present);
  const statements = [
    ...(hasShares ? [cellStatement(summary, { groups: [], within })] : []),
    cellStatement(summary, { groups, order, ...(limit !== null && { most: mostCells + 1 }) }),
  ];

  async function* read(): AsyncGenerator<SummaryRow[], void, undefined> {
    let whole: SummaryValue[] | null = hasShares ? null : [];
    for await (const block of readRows(statements, { ...options, byId: isOfAll(question.source, { condition }) })) {
      if (whole) yield block.map((row) => rowOf(heads, measures, cellOf(summary, groups.length, row), whole ?? []));
      else whole = cellOf(summary, 0, block[0] ?? []).values;
    }
  }

  async function* rows(): SummaryBlocks["rows"] {
    let held: SummaryRow[] | null = [];
    for await (const block of read()) {
      if (held) held.push(...block);
      if (held && held.length <= mostCells) continue;
      // A limit is not above `mostCells`, so nothing comes behind these.
      yield held?.slice(0, limit ?? undefined) ?? block;
      held = null;
    }
    if (held) yield finishedRows(definition, heads, measures, held).slice(0, limit ?? undefined);
  }

  return { groups: heads, measures: measures.map(({ head }) => head), rows: rows() };
}
