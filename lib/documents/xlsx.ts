import { writeXlsx, type CellStyle, type WriteSheet } from "hucre/xlsx";
import { drawChart, isChart, suitableHeight } from "@/lib/charts/draw-chart";
import { sentenceOf } from "@/lib/charts/sentence";
import { tableOf, type ElementTable } from "@/lib/elements/table";
import { svgToPng } from "./png";
import { cutNote, elementsOf, type ReportDocument, type ReportElement } from "./report-document";
import { crossTab, isNative, nativeChart } from "./xlsx-chart";
import { typedRow, widthOf, xlsxFormat, type XlsxCell } from "./xlsx-cells";
import { sheetNames, xlsxText } from "./xlsx-text";

const bold = { style: { font: { bold: true } } };

/** A report as a workbook: what it is on a first sheet, then a sheet for each element, with a chart that can be edited where there is one. */
export async function reportXlsx(report: ReportDocument): Promise<Uint8Array> {
  const parts = elementsOf(report).flatMap((element) => sheetsOf(element, report.zone));
  const names = sheetNames(["Report", ...parts.map(({ name }) => name)]);
  const sheets = parts.map(({ sheet }, n) => ({ ...sheet, name: names[n + 1] ?? "Sheet" }));
  const contents = parts.map(({ element, isExtra }, n) => [
    names[n + 1] ?? "",
    xlsxText(isExtra ? `${element.name}: the numbers of the chart` : element.name),
    isExtra ? null : element.data.rows.length,
    isExtra ? null : noteOf(element),
  ]);
  return await writeXlsx({
    sheets: [frontSheet(report, contents), ...sheets],
    properties: { title: xlsxText(report.title) },
  });
}

function noteOf(element: ReportElement): string | null {
  const cut = cutNote(element, element.data.rows.length);
  const notes = [element.note, cut && (element.url ? `${cut} ${element.url}` : cut)].filter(Boolean);
  return notes.length > 0 ? xlsxText(notes.join(" ")) : null;
}

function frontSheet({ title, subtitle }: ReportDocument, contents: XlsxCell[][]): WriteSheet {
  const head = [[xlsxText(title)], ...subtitle.map((line) => [xlsxText(line)]), []];
  const titles = ["Sheet", "Element", "Rows", "Note"];
  return {
    name: "Report",
    columns: [{ width: 34 }, { width: 48 }, { width: 10, numFmt: "#,##0" }, { width: 60 }],
    rows: [...head, titles, ...contents],
    cells: new Map<string, { style: CellStyle }>([
      ["0,0", { style: { font: { bold: true, size: 16 } } }],
      ...titles.map((_, n) => [`${head.length},${n}`, bold] as const),
    ]),
  };
}

interface Part {
  element: ReportElement;
  name: string;
  /** A cross-tab made for the chart only. */
  isExtra: boolean;
  sheet: Omit<WriteSheet, "name">;
}

function sheetsOf(element: ReportElement, zone: string): Part[] {
  const { definition, data, name } = element;
  const main: Part = { element, name, isExtra: false, sheet: tableSheet(tableOf(data), zone) };
  if (data.shape === "records" || !isChart(definition.style) || data.rows.length === 0) return [main];
  if (!isNative(definition)) return [{ ...main, sheet: { ...main.sheet, images: [picture(element)] } }];
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
  const last = `${letters(columns.length - 1)}${rows.length + 1}`;
  return {
    columns: columns.map((column, n) => ({
      width: widthOf(column, rows, n, zone),
      numFmt: xlsxFormat(
        column,
        rows.map((row) => row[n] ?? null),
      ),
    })),
    rows: [columns.map(({ label }) => xlsxText(label)), ...rows.map((row) => typedRow(row, columns, zone))],
    cells: new Map(columns.map((_, n) => [`0,${n}`, bold] as const)),
    freezePane: { rows: 1 },
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    ...(columns.length > 0 && { autoFilter: { range: `A1:${last}` } }),
  };
}

function picture({ definition, data, name }: ReportElement): NonNullable<WriteSheet["images"]>[number] {
  const [width, height] = [640, Math.min(1200, suitableHeight(definition, data, 640))];
  const { svg, sentence } = drawChart(definition, data, { width, height, theme: "light" });
  const col = tableOf(data).columns.length + 1;
  return {
    data: svgToPng(svg),
    type: "png",
    anchor: { from: { row: 1, col } },
    width,
    height,
    altText: sentence,
    title: xlsxText(name),
  };
}

function letters(n: number): string {
  return n < 26 ? String.fromCharCode(65 + n) : letters(Math.floor(n / 26) - 1) + letters(n % 26);
}
