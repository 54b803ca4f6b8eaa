import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { cutOpen, framedBook, sheetPath } from "./xlsx-frame";
import { framedSheet, mostSheetRows, rowSource, sheetPieces } from "./xlsx-sheet";
import { sheetNames, xlsxText } from "./xlsx-text";
import { zipOf, type ZipEntry } from "./zip";

export interface XlsxStream {
  sheetName: string;
  /** IANA; what instants are written in. */
  zone: string;
  /** Rows of a sheet with its heading, where another begins; what the format allows unless a test says less. */
  maxRowsPerSheet?: number;
}

/**
 * A table of any length as a workbook, row by row in flat memory; `rows` comes in blocks. Beyond 1,048,576 rows another sheet begins,
 * with the heading again.
 */
export async function* streamXlsx(
  columns: readonly ElementColumn[],
  rows: AsyncIterable<readonly TableCell[][]>,
  { sheetName, zone, maxRowsPerSheet = mostSheetRows }: XlsxStream,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = rowSource(rows);
  try {
    const sheet = framedSheet(columns, await source.first(), zone);
    const title = xlsxText(sheetName);
    const frame = cutOpen(await framedBook(sheet, ["Sheet"], title), sheetPath(1), sheet);
    yield* zipOf(entries());

    async function* entries(): AsyncGenerator<ZipEntry> {
      let sheets = 0;
      do {
        const bytes = sheetPieces(frame, source, { columns, zone, mostRows: maxRowsPerSheet });
        yield { name: sheetPath(++sheets), bytes, level: 4 };
      } while (await source.hasMore());
      const names = sheetNames(Array.from({ length: sheets }, () => sheetName));
      for (const [name, bytes] of await framedBook(sheet, names, title))
        if (!name.startsWith("xl/worksheets/")) yield { name, bytes: [bytes] };
    }
  } finally {
    await source.close();
  }
}
