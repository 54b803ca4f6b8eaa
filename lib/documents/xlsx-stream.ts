import { writeXlsxStream } from "hucre/xlsx";
import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { typedRow, widthOf, xlsxFormat, type XlsxCell } from "./xlsx-cells";
import { sheetNames, xlsxText } from "./xlsx-text";

export interface XlsxStream {
  sheetName: string;
  /** IANA; what instants are written in. */
  zone: string;
  /** Rows of a sheet with its heading, where another begins; what the format allows unless a test says less. */
  maxRowsPerSheet?: number;
}

/** So many rows are looked at before the first is written, to see whether dates have times. */
const looked = 200;

/**
 * A table of any length as a workbook, row by row in flat memory; `rows` comes in blocks. Beyond 1,048,576 rows another sheet begins,
 * with the heading again. The heading is frozen; this writer knows no filters.
 */
export async function* streamXlsx(
  columns: readonly ElementColumn[],
  rows: AsyncIterable<readonly TableCell[][]>,
  { sheetName, zone, maxRowsPerSheet }: XlsxStream,
): AsyncIterable<Uint8Array> {
  const source = rows[Symbol.asyncIterator]();
  const head: TableCell[][] = [];
  let isOver = false;
  while (!isOver && head.length < looked) {
    const next = await source.next();
    if (next.done) isOver = true;
    else for (const row of next.value) head.push(row);
  }
  const stream = writeXlsxStream(cells(), {
    name: sheetNames([sheetName])[0] ?? "Sheet",
    columns: columns.map((column, n) => ({
      header: xlsxText(column.label),
      width: widthOf(column, head, n, zone),
      numFmt: xlsxFormat(
        column,
        head.map((row) => row[n] ?? null),
        false,
      ),
    })),
    freezePane: { rows: 1 },
    maxRowsPerSheet,
  });
  yield* stream;

  async function* cells(): AsyncGenerator<XlsxCell[]> {
    try {
      for (const row of head.splice(0)) yield typedRow(row, columns, zone);
      while (!isOver) {
        const next = await source.next();
        if (next.done) return;
        for (const row of next.value) yield typedRow(row, columns, zone);
      }
    } finally {
      await source.return?.();
    }
  }
}
