import type { NamedRange } from "hucre";
import type { CellStyle, WriteSheet } from "hucre/xlsx";
import type { ElementColumn } from "@/lib/elements/table";

/**
 * Named wherever a style is set: a style without a name is shown in letters of the reader's choice. Columns are as wide as so many digits of
 * it, so it is one that every program has, or has another as wide for.
 */
export const plainFont = { name: "Arial", size: 10 };

export const heading: CellStyle = {
  font: { ...plainFont, bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "F2F4F7" } },
};

/** Where a column's cells stand. Those on the right keep off the next column, which may begin with letters. */
export function alignmentOf({ type, bucket }: ElementColumn): NonNullable<CellStyle["alignment"]> {
  // What rows are grouped by is their name.
  if (bucket) return { horizontal: "left", vertical: "top" };
  if (isOnTheRight(type)) return { horizontal: "right", indent: 1, vertical: "top" };
  return type === "boolean" ? { horizontal: "left", vertical: "top" } : { vertical: "top" };
}

/** Of the heading of a column: above numbers and dates it stands on their side. */
export function headStyle(column: ElementColumn): CellStyle {
  return { ...heading, alignment: { horizontal: "left", ...alignmentOf(column), wrapText: true } };
}

export function isOnTheRight(type: ElementColumn["type"]): boolean {
  return type === "number" || type === "share" || type === "date";
}

/** All columns on a page; as many pages as the rows take. */
export const printed = {
  paperSize: "a4",
  orientation: "landscape",
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} satisfies WriteSheet["pageSetup"];

/**
 * Row 1 and the first column on each printed page of these sheets. Asked of a sheet, the library writes its name without quotes, and Excel
 * calls the file damaged.
 */
export function printTitles(sheets: readonly string[]): NamedRange[] {
  return sheets.map((name) => ({
    name: "_xlnm.Print_Titles",
    range: `${quoted(name)}!$A:$A,${quoted(name)}!$1:$1`,
    scope: name,
  }));
}

function quoted(sheetName: string): string {
  return `'${sheetName.replaceAll("'", "''")}'`;
}
