import { strFromU8, unzipSync } from "fflate";
import { writeXlsx, type WriteSheet } from "hucre/xlsx";
import { plainFont, printTitles } from "./xlsx-layout";

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

/** A sheet as the library of workbooks writes it, cut open where its rows belong. */
export async function sheetFrame(sheet: FramedSheet): Promise<SheetFrame> {
  const xml = strFromU8(partOf(await partsOf(sheet, ["Sheet"]), sheetPath(1)));
  const cells = /<row r="2">(?<sample>.*)<\/row><\/sheetData>(?<tail>.*)$/s.exec(xml);
  const { sample = "", tail = "" } = cells?.groups ?? {};
  const styles = [...sample.matchAll(/<c r="[A-Z]+2"(?<attributes>[^>]*)>/g)].map(({ groups }) =>
    Number(/ s="(?<style>\d+)"/.exec(groups?.attributes ?? "")?.groups?.style ?? 0),
  );
  if (styles.length !== sheet.heading.length) throw new Error("The library of workbooks writes rows in another way.");
  return {
    styles,
    // How far it goes is not known yet, and need not be said.
    head: xml.slice(0, cells?.index).replace(/<dimension [^>]*>/, ""),
    tail: (row) => `</sheetData>${tail.replace(filter, `<autoFilter ref="A1:${sheet.lastColumn}${row}"`)}`,
  };
}

/** All parts of a workbook but its sheets, which have these names. */
export async function bookParts(
  sheet: FramedSheet,
  names: readonly string[],
  title: string,
): Promise<[string, Uint8Array][]> {
  return [...(await partsOf(sheet, names, title))].filter(([path]) => !path.startsWith("xl/worksheets/"));
}

export function sheetPath(n: number): string {
  return `xl/worksheets/sheet${n}.xml`;
}

const filter = /<autoFilter ref="[^"]*"/;

/** With a row of numbers, which shows the style of each column. */
async function partsOf({ heading, lastColumn, ...sheet }: FramedSheet, names: readonly string[], title = "") {
  const rows = [heading, heading.map(() => 0)];
  const autoFilter = { range: `A1:${lastColumn}2` };
  const bytes = await writeXlsx({
    sheets: names.map((name) => ({ ...sheet, name, rows, autoFilter })),
    namedRanges: printTitles(names),
    defaultFont: plainFont,
    properties: { title, created: new Date() },
  });
  return new Map(Object.entries(unzipSync(bytes)));
}

function partOf(parts: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const part = parts.get(path);
  if (!part) throw new Error(`The library of workbooks writes no ${path}.`);
  return part;
}
