import { writeXlsx, type WriteSheet } from "hucre/xlsx";
import { drawChart, isChart, suitableHeight } from "@/lib/charts/draw-chart";
import { sentenceOf } from "@/lib/charts/sentence";
import { styleLabels } from "@/lib/elements/schema";
import { tableOf, type ElementTable } from "@/lib/elements/table";
import { measureText } from "@/lib/elements/words";
import { svgToPng } from "./png";
import { cutNote, elementsOf, type ReportDocument, type ReportElement } from "./report-document";
import { crossTab, isNative, nativeChart } from "./xlsx-chart";
import { columnLetters, heightOf, typedRow, widest, widthOf, xlsxFormat, type XlsxCell } from "./xlsx-cells";
import { frontSheet, type FrontLine } from "./xlsx-front";
import { alignmentOf, headStyle, plainFont, printed, printTitles } from "./xlsx-layout";
import { sheetNames, xlsxText } from "./xlsx-text";

/**
 * A report as a workbook: what it is on a first sheet, then a sheet for each element, with a chart that can be edited where spreadsheets
 * have one, else with a picture.
 */
export async function reportXlsx(report: ReportDocument): Promise<Uint8Array> {
  const parts: Part[] = [];
  for (const element of elementsOf(report)) parts.push(...(await sheetsOf(element, report.zone)));
  const names = sheetNames(["Report", ...parts.map(({ name }) => name)]);
  const nameOf = new Map(parts.map((part, n) => [part, names[n + 1] ?? "Sheet"]));
  const contents = report.blocks.flatMap((block): FrontLine[] => {
    if (block.kind === "page_break") return [];
    if (block.kind !== "element") return [block];
    return parts
      .filter(({ element }) => element === block)
      .map((part) => ({ kind: "sheet", cells: contentsLine(part, nameOf.get(part) ?? "") }));
  });
  return await writeXlsx({
    sheets: [
      { ...frontSheet(report, contents), headerFooter: lines(report.title) },
      ...parts.map((part) => ({
        ...part.sheet,
        name: nameOf.get(part) ?? "Sheet",
        headerFooter: lines(part.element.name),
      })),
    ],
    namedRanges: printTitles([...nameOf.values()]),
    defaultFont: plainFont,
    properties: {
      title: xlsxText(report.title),
      creator: xlsxText(report.author),
      description: xlsxText(report.subtitle.join("\n")),
      created: new Date(),
    },
  });
}

/** Above and below each printed page. `&` begins a code there. */
function lines(text: string): NonNullable<WriteSheet["headerFooter"]> {
  const plain = xlsxText(text).replace(/\s+/g, " ").slice(0, 100).replaceAll("&", "&&");
  // The space ends the code, or a number at the beginning would be a size of letters.
  return { oddHeader: `&L ${plain}`, oddFooter: "&RPage &P of &N" };
}

function contentsLine({ element, isExtra }: Part, sheetName: string): XlsxCell[] {
  if (isExtra) return [sheetName, xlsxText(`${element.name}: the numbers of the chart`), null, null];
  return [sheetName, xlsxText(element.name), element.data.rows.length, noteOf(element)];
}

function noteOf(element: ReportElement): string | null {
  const { definition, data, note, url } = element;
  const cut = cutNote(element, data.rows.length);
  const isPicture = isChart(definition.style) && data.rows.length > 0 && !isNative(definition);
  const { goal } = definition.options;
  const notes = [
    note,
    cut && (url ? `${cut} ${url}` : cut),
    data.rows.length === 0 && "There is nothing to show.",
    isPicture && `A ${styleLabels[definition.style].toLowerCase()} is a picture: spreadsheets do not draw it.`,
    !isPicture &&
      goal !== null &&
      data.shape === "summary" &&
      data.measures[0] &&
      `Goal: ${measureText(goal, data.measures[0], data)}.`,
  ].filter(Boolean);
  return notes.length > 0 ? xlsxText(notes.join(" ")) : null;
}

interface Part {
  element: ReportElement;
  name: string;
  /** A cross-tab made for the chart only. */
  isExtra: boolean;
  sheet: Omit<WriteSheet, "name">;
}

async function sheetsOf(element: ReportElement, zone: string): Promise<Part[]> {
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
