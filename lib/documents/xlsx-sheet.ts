import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { columnLetters, widthOf, xlsxFormat } from "./xlsx-cells";
import type { FramedSheet, SheetFrame } from "./xlsx-frame";
import { alignmentOf, headStyle, printed } from "./xlsx-layout";
import { rowWriter } from "./xlsx-rows";
import { xlsxText } from "./xlsx-text";

/** Of a sheet with its heading; the format has no more. */
export const mostSheetRows = 1_048_576;

/** So many rows are looked at before the first is written, to see whether dates have times. */
const looked = 200;
/** Characters of XML that are handed on together. */
const pieceLength = 131_072;

/** A sheet for rows that are written while they are read. The heading is frozen, has filters, and is printed on every page. */
export function framedSheet(
  columns: readonly ElementColumn[],
  some: readonly TableCell[][],
  zone: string,
): FramedSheet {
  return {
    heading: columns.map(({ label }) => xlsxText(label)),
    lastColumn: columnLetters(columns.length - 1),
    columns: columns.map((column, n) => ({
      width: widthOf(column, some, n, zone),
      style: { alignment: alignmentOf(column) },
      numFmt: xlsxFormat(
        column,
        some.map((row) => row[n] ?? null),
        false,
      ),
    })),
    cells: new Map(columns.map((column, n) => [`0,${n}`, { style: headStyle(column) }] as const)),
    freezePane: { rows: 1 },
    pageSetup: printed,
  };
}

interface SheetToWrite {
  columns: readonly ElementColumn[];
  /** Told in the end, and whether the sheet was full before the rows were over. */
  onEnd?: (rows: number, isFull: boolean) => void;
  mostRows: number;
  zone: string;
}

/** The XML of a sheet, as its rows are read, until it is full. */
export async function* sheetPieces(
  frame: SheetFrame,
  source: RowSource,
  { columns, zone, mostRows, onEnd }: SheetToWrite,
): AsyncGenerator<Uint8Array, void, undefined> {
  const write = rowWriter(columns, frame.styles, zone);
  let [xml, r] = [frame.head, 1];
  while (r < mostRows && (await source.hasMore())) {
    for (const row of source.take(mostRows - r)) {
      xml += write(++r, row);
      if (xml.length < pieceLength) continue;
      yield Buffer.from(xml);
      xml = "";
    }
  }
  yield Buffer.from(xml + frame.tail(r));
  onEnd?.(r - 1, await source.hasMore());
}

export type RowSource = ReturnType<typeof rowSource>;

/** Rows that come in blocks, to be looked at before they are taken. */
export function rowSource(rows: AsyncIterable<readonly TableCell[][]>) {
  const source = rows[Symbol.asyncIterator]();
  let block: readonly TableCell[][] = [];
  let used = 0;
  let isOver = false;
  const read = async () => {
    const next = await source.next();
    if (next.done) isOver = true;
    return next.done ? [] : next.value;
  };
  return {
    first: async () => {
      const some: TableCell[][] = [];
      while (!isOver && some.length < looked) for (const row of await read()) some.push(row);
      block = some;
      return some;
    },
    hasMore: async () => {
      while (used === block.length && !isOver) [block, used] = [await read(), 0];
      return used < block.length;
    },
    *take(most: number) {
      const end = Math.min(block.length, used + most);
      while (used < end) yield block[used++] ?? [];
    },
    close: async () => {
      await source.return?.();
    },
  };
}
