import type { CellStyle, WriteSheet } from "hucre/xlsx";
import type { ReportDocument } from "./report-document";
import { heightOf, type XlsxCell } from "./xlsx-cells";
import { heading, plainFont, printed } from "./xlsx-layout";
import { xlsxText } from "./xlsx-text";

/** What a report consists of, in its order. */
export type FrontLine = { kind: "heading" | "text"; text: string } | { kind: "sheet"; cells: XlsxCell[] };

/** What the workbook is, and what is on which sheet. */
export function frontSheet({ title, subtitle }: ReportDocument, contents: FrontLine[]): WriteSheet {
  const head = [[xlsxText(title)], ...subtitle.map((line) => [xlsxText(line)]), []];
  const titles = ["Sheet", "Element", "Rows", "Note"];
  const lines = contents.map((line) => (line.kind === "sheet" ? line.cells : [xlsxText(line.text)]));
  const styles = new Map<string, { style: CellStyle }>([
    ["0,0", { style: { font: { ...plainFont, bold: true, size: 16 } } }],
    ...titles.map((_, n) => [`${head.length},${n}`, { style: titleStyle(n) }] as const),
  ]);
  for (const [n, { kind }] of contents.entries()) {
    const row = head.length + 1 + n;
    if (kind === "text")
      styles.set(`${row},0`, { style: { font: plainFont, alignment: { wrapText: true, vertical: "top" } } });
    if (kind === "heading") styles.set(`${row},0`, { style: { font: { ...plainFont, bold: true } } });
    if (kind === "sheet")
      styles.set(`${row},3`, {
        style: { font: plainFont, alignment: { wrapText: true, vertical: "top", horizontal: "left", indent: 1 } },
      });
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

/** As what stands below it: the number of rows on the right, the note off it. */
function titleStyle(n: number): CellStyle {
  if (n === 2) return { ...heading, alignment: { horizontal: "right" } };
  return n === 3 ? { ...heading, alignment: { horizontal: "left", indent: 1 } } : heading;
}

const widths = [34, 48, 10, 60];
const across = widths.reduce((sum, width) => sum + width, 0);
