import type { CellStyle, WriteSheet } from "hucre/xlsx";
import type { ReportDocument } from "./report-document";
import { heightOf, type XlsxCell } from "./xlsx-cells";
import { xlsxText } from "./xlsx-text";

/**
 * Named wherever a style is set: a style without a name is shown in letters of the reader's choice. Columns are as wide as so many digits of
 * it, so it is one that every program has, or has another as wide for.
 */
export const plainFont = { name: "Arial", size: 10 };

export const heading: CellStyle = {
  font: { ...plainFont, bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "F2F4F7" } },
};

/** All columns on a page; as many pages as the rows take. */
export const printed = {
  paperSize: "a4",
  orientation: "landscape",
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} satisfies WriteSheet["pageSetup"];

/** What a report consists of, in its order. */
export type FrontLine = { kind: "heading" | "text"; text: string } | { kind: "sheet"; cells: XlsxCell[] };

/** What the workbook is, and what is on which sheet. */
export function frontSheet({ title, subtitle }: ReportDocument, contents: FrontLine[]): WriteSheet {
  const head = [[xlsxText(title)], ...subtitle.map((line) => [xlsxText(line)]), []];
  const titles = ["Sheet", "Element", "Rows", "Note"];
  const lines = contents.map((line) => (line.kind === "sheet" ? line.cells : [xlsxText(line.text)]));
  const styles = new Map<string, { style: CellStyle }>([
    ["0,0", { style: { font: { ...plainFont, bold: true, size: 16 } } }],
    ...titles.map((_, n) => [`${head.length},${n}`, { style: heading }] as const),
  ]);
  for (const [n, { kind }] of contents.entries()) {
    const row = head.length + 1 + n;
    if (kind === "text")
      styles.set(`${row},0`, { style: { font: plainFont, alignment: { wrapText: true, vertical: "top" } } });
    if (kind === "heading") styles.set(`${row},0`, { style: { font: { ...plainFont, bold: true } } });
    if (kind === "sheet")
      styles.set(`${row},3`, { style: { font: plainFont, alignment: { wrapText: true, vertical: "top", indent: 1 } } });
  }
  const texts = contents.flatMap((line, n): [number, string][] =>
    line.kind === "text" ? [[head.length + 1 + n, line.text]] : [],
  );
  return {
    name: "Report",
    columns: widths.map((width, n) => ({
      width,
      style: { alignment: { vertical: "top" } },
      ...(n === 2 && { numFmt: "#,##0" }),
    })),
    rows: [...head, titles, ...lines],
    cells: styles,
    merges: texts.map(([row]) => ({ startRow: row, endRow: row, startCol: 0, endCol: titles.length - 1 })),
    // A spreadsheet does not find the height of merged cells by itself.
    rowDefs: new Map(texts.map(([row, text]) => [row, { height: heightOf(text, across) }])),
    pageSetup: printed,
  };
}

const widths = [34, 48, 10, 60];
const across = widths.reduce((sum, width) => sum + width, 0);
