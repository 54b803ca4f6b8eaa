import { strFromU8, unzipSync } from "fflate";
import { writeXlsx, type WriteSheet } from "hucre/xlsx";
import { plainFont, printTitles } from "./xlsx-layout";
import { headingRow } from "./xlsx-rows";

/** What a sheet with its heading is, before its rows are known. */
export interface SheetFrame {
  /** What stands before the second row, as XML. */
  head: string;
  /** What stands behind the last, which is the row so many: one for a heading alone. */
  tail: (lastRow: number) => string;
  /** By column, of which style its cells are. */
  styles: number[];
}

export type FramedSheet = Omit<WriteSheet, "name" | "rows" | "autoFilter"> & { heading: string[]; lastColumn: string };

/** The parts of a workbook by their paths. */
export type BookParts = ReadonlyMap<string, Uint8Array>;

/** It stands in a workbook for the sheet that is cut open: a row of numbers shows the style of each column. */
export function sampleSheet({ heading, lastColumn, ...sheet }: FramedSheet): Omit<WriteSheet, "name"> {
  return {
    ...sheet,
    rows: [heading, heading.map(() => 0)],
    autoFilter: { range: `A1:${lastColumn}2` },
  };
}

export function partsOf(book: Uint8Array): BookParts {
  return new Map(Object.entries(unzipSync(book)));
}

/** A sample sheet as the library of workbooks wrote it, cut open where its rows belong. */
export function cutOpen(parts: BookParts, path: string, { heading, lastColumn }: FramedSheet): SheetFrame {
  const part = parts.get(path);
  if (!part) throw new Error(`The library of workbooks writes no ${path}.`);
  const xml = strFromU8(part);
  const rows = /<row r="1">(?<first>.*)<\/row><row r="2">(?<sample>.*)<\/row><\/sheetData>(?<tail>.*)$/s.exec(xml);
  const { first = "", sample = "", tail = "" } = rows?.groups ?? {};
  const [headStyles, styles] = [stylesOf(first), stylesOf(sample)];
  if (headStyles.length !== heading.length || styles.length !== heading.length)
    throw new Error("The library of workbooks writes rows in another way.");
  return {
    styles,
    // How far it goes is not known yet, and need not be said.
    head: xml.slice(0, rows?.index).replace(/<dimension [^>]*>/, "") + headingRow(heading, headStyles),
    tail: (row) => `</sheetData>${tail.replace(filter, `<autoFilter ref="A1:${lastColumn}${row}"`)}`,
  };
}

/** A workbook of the same sheet under these names. */
export async function framedBook(sheet: FramedSheet, names: readonly string[], title: string): Promise<BookParts> {
  return partsOf(
    await writeXlsx({
      sheets: names.map((name) => ({ ...sampleSheet(sheet), name })),
      namedRanges: printTitles(names),
      defaultFont: plainFont,
      properties: { title, created: new Date() },
    }),
  );
}

export function sheetPath(n: number): string {
  return `xl/worksheets/sheet${n}.xml`;
}

const filter = /<autoFilter ref="[^"]*"/;

function stylesOf(row: string): number[] {
  return [...row.matchAll(/<c r="[A-Z]+\d+"(?<attributes>[^>]*)>/g)].map(({ groups }) =>
    Number(/ s="(?<style>\d+)"/.exec(groups?.attributes ?? "")?.groups?.style ?? 0),
  );
}
