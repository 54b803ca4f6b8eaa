import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { columnLetters, widthOf, xlsxFormat } from "./xlsx-cells";
import { alignmentOf, headStyle, printed } from "./xlsx-layout";
import { bookParts, sheetFrame, sheetPath, type FramedSheet } from "./xlsx-frame";
import { rowWriter } from "./xlsx-rows";
import { sheetNames, xlsxText } from "./xlsx-text";
import { zipOf, type ZipEntry } from "./zip";

export interface XlsxStream {
  sheetName: string;
  /** IANA; what instants are written in. */
  zone: string;
  /** Rows of a sheet with its heading, where another begins; what the format allows unless a test says less. */
  maxRowsPerSheet?: number;
}

/** So many rows are looked at before the first is written, to see whether dates have times. */
const looked = 200;
const mostRows = 1_048_576;
/** Characters of XML that are handed on together. */
const pieceLength = 131_072;

/**
 * A table of any length as a workbook, row by row in flat memory; `rows` comes in blocks. Beyond 1,048,576 rows another sheet begins,
 * with the heading again. The heading is frozen, has filters, and is printed on every page.
 */
export async function* streamXlsx(
  columns: readonly ElementColumn[],
  rows: AsyncIterable<readonly TableCell[][]>,
  { sheetName, zone, maxRowsPerSheet = mostRows }: XlsxStream,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = blocksOf(rows);
  try {
    const sheet = framedSheet(columns, await source.first(), zone);
    const frame = await sheetFrame(sheet);
    const write = rowWriter(columns, frame.styles, zone);
    yield* zipOf(entries());

    async function* entries(): AsyncGenerator<ZipEntry> {
      let sheets = 0;
      do yield { name: sheetPath(++sheets), bytes: pieces(), level: 4 };
      while (await source.hasMore());
      const names = sheetNames(Array.from({ length: sheets }, () => sheetName));
      for (const [name, bytes] of await bookParts(sheet, names, xlsxText(sheetName))) yield { name, bytes: [bytes] };
    }

    async function* pieces(): AsyncGenerator<Uint8Array> {
      let [xml, r] = [frame.head, 1];
      while (r < maxRowsPerSheet && (await source.hasMore())) {
        for (const row of source.take(maxRowsPerSheet - r)) {
          xml += write(++r, row);
          if (xml.length < pieceLength) continue;
          yield Buffer.from(xml);
          xml = "";
        }
      }
      yield Buffer.from(xml + frame.tail(r));
    }
  } finally {
    await source.close();
  }
}

function framedSheet(columns: readonly ElementColumn[], some: readonly TableCell[][], zone: string): FramedSheet {
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

/** Rows that come in blocks, to be looked at before they are taken. */
function blocksOf(rows: AsyncIterable<readonly TableCell[][]>) {
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
