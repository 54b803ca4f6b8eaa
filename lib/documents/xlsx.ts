import { writeXlsx } from "hucre/xlsx";
import { isChart } from "@/lib/charts/draw-chart";
import { styleLabels } from "@/lib/elements/schema";
import { measureText } from "@/lib/elements/words";
import { cutNote, elementsOf, type ReportDocument, type ReportElement } from "./report-document";
import type { XlsxCell } from "./xlsx-cells";
import { isNative } from "./xlsx-chart";
import { longPart, sheetsOf, type Part } from "./xlsx-element";
import type { FramedSheet } from "./xlsx-frame";
import { frontSheet, type FrontLine } from "./xlsx-front";
import { plainFont, printTitles } from "./xlsx-layout";
import { sheetNames, xlsxText } from "./xlsx-text";

/**
 * A report as a workbook in memory: what it is on a first sheet, then a sheet for each element, with a chart that can be edited where
 * spreadsheets have one, else with a picture. Of an element it has the rows of its answer.
 */
export async function reportXlsx(report: ReportDocument): Promise<Uint8Array> {
  return (await reportBook(report)).bytes;
}

/** What became of an element whose rows are written while they are read. */
export interface WrittenRows {
  rows: number;
  /** The sheet was full before they were over. */
  isFull: boolean;
}

export interface LongSheet {
  element: ReportElement;
  /** Its place in the workbook, from 1. */
  n: number;
  sheet: FramedSheet;
}

/** The same, and which of its sheets are samples, to be cut open: of the elements for which `written` is asked. */
export async function reportBook(
  report: ReportDocument,
  written?: ReadonlyMap<ReportElement, WrittenRows>,
): Promise<{ bytes: Uint8Array; longSheets: LongSheet[] }> {
  const parts: Part[] = [];
  for (const element of elementsOf(report))
    parts.push(...(written && element.whole ? [longPart(element, report.zone)] : await sheetsOf(element, report.zone)));
  const names = sheetNames(["Report", ...parts.map(({ name }) => name)]);
  const nameOf = new Map(parts.map((part, n) => [part, names[n + 1] ?? "Sheet"]));
  const contents = report.blocks.flatMap((block): FrontLine[] => {
    if (block.kind === "page_break") return [];
    if (block.kind !== "element") return [block];
    return parts
      .filter(({ element }) => element === block)
      .map((part) => ({ kind: "sheet", cells: contentsLine(part, nameOf.get(part) ?? "", written?.get(block)) }));
  });
  const bytes = await writeXlsx({
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
  const longSheets = parts.flatMap(({ element, framed }, n) => (framed ? [{ element, n: n + 2, sheet: framed }] : []));
  return { bytes, longSheets };
}

/** Above and below each printed page. `&` begins a code there. */
function lines(text: string) {
  const plain = xlsxText(text).replace(/\s+/g, " ").slice(0, 100).replaceAll("&", "&&");
  // The space ends the code, or a number at the beginning would be a size of letters.
  return { oddHeader: `&L ${plain}`, oddFooter: "&RPage &P of &N" };
}

function contentsLine({ element, isExtra, framed }: Part, sheetName: string, written?: WrittenRows): XlsxCell[] {
  if (isExtra) return [sheetName, xlsxText(`${element.name}: the numbers of the chart`), null, null];
  const note = framed ? longNote(element, written) : noteOf(element);
  return [sheetName, xlsxText(element.name), written?.rows ?? element.data.rows.length, note];
}

function longNote({ definition, note, url }: ReportElement, written?: WrittenRows): string | null {
  const notes = [
    note,
    written?.isFull && `${fullNote(written)}${url ? ` The complete table: ${url}` : ""}`,
    isChart(definition.style) && "It is too long for a chart beside it.",
  ].filter(Boolean);
  return notes.length > 0 ? xlsxText(notes.join(" ")) : null;
}

/** What stands where a sheet was full. */
export function fullNote({ rows }: WrittenRows): string {
  return `The first ${rows.toLocaleString("en-GB")} rows, because a sheet holds no more.`;
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
