import type { WriteSheet } from "hucre/xlsx";
import { drawChart, isChart, suitableHeight } from "@/lib/charts/draw-chart";
import { sentenceOf } from "@/lib/charts/sentence";
import { tableOf, type ElementTable } from "@/lib/elements/table";
import { svgToPng } from "./png";
import type { ReportElement } from "./report-document";
import { crossTab, isNative, nativeChart } from "./xlsx-chart";
import { columnLetters, heightOf, typedRow, widest, widthOf, xlsxFormat } from "./xlsx-cells";
import { sampleSheet, type FramedSheet } from "./xlsx-frame";
import { alignmentOf, headStyle, printed } from "./xlsx-layout";
import { framedSheet } from "./xlsx-sheet";
import { xlsxText } from "./xlsx-text";

/** A sheet of an element. */
export interface Part {
  element: ReportElement;
  name: string;
  /** A cross-tab made for the chart only. */
  isExtra: boolean;
  sheet: Omit<WriteSheet, "name">;
  /** Of which `sheet` is a sample. */
  framed?: FramedSheet;
}

/** A sheet for rows that are written while they are read. */
export function longPart(element: ReportElement, zone: string): Part {
  const { columns, rows } = tableOf(element.data);
  const framed = framedSheet(columns, rows, zone);
  return { element, name: element.name, isExtra: false, sheet: sampleSheet(framed), framed };
}

/** Its table with its chart; a chart with two groups has its numbers on a sheet of their own. */
export async function sheetsOf(element: ReportElement, zone: string): Promise<Part[]> {
  const { definition, data, name } = element;
  const main: Part = { element, name, isExtra: false, sheet: tableSheet(tableOf(data), zone) };
  if (data.shape === "records" || !isChart(definition.style) || data.rows.length === 0) return [main];
  if (!isNative(definition)) return [{ ...main, sheet: await withPicture(main.sheet, element) }];
  const chart = nativeChart(definition, data, name, sentenceOf(data));
  if (!chart) return [main];
  const crossed = crossTab(data);
  if (!crossed) return [{ ...main, sheet: { ...main.sheet, charts: [chart] } }];
  return [
    main,
    {
      element,
      name: `${name.slice(0, 24)}, chart`,
      isExtra: true,
      sheet: { ...tableSheet(crossed, zone), charts: [chart] },
    },
  ];
}

function tableSheet({ columns, rows }: ElementTable, zone: string): Omit<WriteSheet, "name"> {
  const last = `${columnLetters(columns.length - 1)}${rows.length + 1}`;
  const widths = columns.map((column, n) => widthOf(column, rows, n, zone));
  const isLong = columns.map(({ type }, n) => type === "text" && (widths[n] ?? 0) >= widest);
  return {
    columns: columns.map((column, n) => ({
      width: widths[n],
      numFmt: xlsxFormat(
        column,
        rows.map((row) => row[n] ?? null),
      ),
      // Long texts have several lines; what stands beside them begins with the first.
      style: { alignment: { ...alignmentOf(column), wrapText: isLong[n] } },
    })),
    rows: [columns.map(({ label }) => xlsxText(label)), ...rows.map((row) => typedRow(row, columns, zone))],
    cells: new Map(columns.map((column, n) => [`0,${n}`, { style: headStyle(column) }] as const)),
    rowDefs: heights(rows, isLong),
    freezePane: { rows: 1 },
    pageSetup: { ...printed, fitToWidth: Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / 220)) },
    ...(columns.length > 0 && { autoFilter: { range: `A1:${last}` } }),
  };
}

/** Of the rows that have more than one line: not every spreadsheet finds it out. */
function heights(rows: ElementTable["rows"], isLong: boolean[]): WriteSheet["rowDefs"] {
  return new Map(
    rows.flatMap((row, n): [number, { height: number }][] => {
      const height = Math.max(0, ...row.map((cell, m) => (isLong[m] ? heightOf(String(cell ?? ""), widest) : 0)));
      return height > 15 ? [[n + 1, { height }]] : [];
    }),
  );
}

/** Px of the cells below a picture. A picture ends where cells do, and spreadsheets differ in how large a cell is that nobody sized. */
const cell = { width: 64, height: 20, columns: 10 };

/** Beside the table: a cell is 64 px wide at 9.14 digits, and 20 px high at 15 points. */
async function withPicture(sheet: Part["sheet"], { definition, data, name }: ReportElement): Promise<Part["sheet"]> {
  const width = cell.columns * cell.width;
  const most = Math.min(1200, suitableHeight(definition, data, width));
  const heights = new Map<number, { height?: number }>(sheet.rowDefs);
  const from = { row: 1, col: (sheet.columns ?? []).length + 1 };
  let [end, height] = [from.row, 0];
  for (; height < most; end++) {
    const points = heights.get(end)?.height ?? 15;
    heights.set(end, { height: points });
    height += (points / 15) * cell.height;
  }
  const { svg, sentence } = drawChart(definition, data, { width, height, theme: "light" });
  const image = { data: await svgToPng(svg), width, height, altText: sentence, title: xlsxText(name) };
  const sized = Array.from({ length: cell.columns + 1 }, () => ({ width: 9.14 }));
  return {
    ...sheet,
    columns: [...(sheet.columns ?? []), ...sized],
    // Only rows that are there can have a height.
    rows: Array.from({ length: Math.max(end, sheet.rows?.length ?? 0) }, (_, n) => sheet.rows?.[n] ?? []),
    rowDefs: heights,
    images: [{ ...image, type: "png", anchor: { from, to: { row: end, col: from.col + cell.columns } } }],
  };
}
