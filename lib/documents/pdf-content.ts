import { setImmediate } from "node:timers/promises";
import { drawChart, isChart, leastHeight, suitableHeight } from "@/lib/charts/draw-chart";
import { listEntries } from "@/lib/elements/list-entries";
import { goalText, measureText } from "@/lib/elements/words";
import { lettered } from "./lettered";
import { leastWidth, paper, pdfRows, pdfTables, type PdfTable } from "./pdf-table";
import { breakable, clean, type PdfCell } from "./pdf-words";
import { pdfSections, type PdfSection } from "./pdf-sections";
import { cutNote, type ReportBlock, type ReportDocument, type ReportElement } from "./report-document";

/** What the template is given: texts, pictures and tables, laid out as far as it cannot do that itself. */
export interface PdfContent {
  title: string;
  author: string;
  /** The title as the first heading. */
  heading: PdfCell;
  subtitle: PdfCell[];
  sections: PdfSection<PdfBlock>[];
}

export type PdfBlock =
  | { kind: "heading"; text: PdfCell }
  | { kind: "text"; paragraphs: PdfCell[] }
  | { kind: "page_break" }
  /** One element, or two side by side. */
  | { kind: "elements"; level: number; elements: PdfElement[] };

interface PdfElement {
  /** Null where the title of the document says it already. */
  name: PdfCell | null;
  isLandscape: boolean;
  body: PdfBody;
  notes: PdfCell[];
  url: string | null;
}

type PdfBody =
  /** `low`: the same for where the page ends. */
  | { kind: "chart"; svg: string; low: string | null; sentence: string }
  | { kind: "number"; value: PdfCell; label: PdfCell; goal: PdfCell | null }
  | { kind: "tables"; parts: PdfTable[] }
  | { kind: "list"; entries: { name: PdfCell; text: PdfCell }[] }
  | { kind: "empty" };

const drawn = { full: 680, half: 330 };
/** Of a drawing 680 px wide: what fits a page below its name, and below the title of the report too. */
const heights = { page: 900, first: 740 };

export async function pdfContent(report: ReportDocument, signal?: AbortSignal): Promise<PdfContent> {
  const blocks: PdfBlock[] = [];
  let level = 2;
  let beside: PdfElement[] | null = null;
  const isForHalf = (block: ReportBlock) =>
    block.kind === "element" && Boolean(block.isHalf) && fitsHalf(block, report.zone);
  for (const [n, block] of report.blocks.entries()) {
    signal?.throwIfAborted();
    if (block.kind !== "element") {
      beside = null;
      if (block.kind === "heading") level = 3;
      blocks.push(block.kind === "text" ? { kind: "text", paragraphs: paragraphs(block.text) } : plain(block));
      continue;
    }
    await setImmediate();
    const next = report.blocks[n + 1];
    // Alone it has the whole width.
    const isHalf: boolean = isForHalf(block) && (beside !== null || (next !== undefined && isForHalf(next)));
    const element = await elementOf(block, report.zone, isHalf, blocks.length === 0 ? heights.first : heights.page);
    if (isHalf && beside) {
      beside.push(element);
      beside = null;
      continue;
    }
    const elements = [element];
    blocks.push({ kind: "elements", level, elements });
    beside = isHalf ? elements : null;
  }
  const [only, ...others] = report.blocks;
  if (!only) blocks.push({ kind: "text", paragraphs: ["There is nothing in this report."] });
  const [first] = blocks;
  if (first?.kind === "elements" && first.elements[0] && others.length === 0)
    if (only?.kind === "element" && only.name === report.title) first.elements[0].name = null;
  const title = clean(report.title) || "Report";
  return {
    title,
    author: clean(report.author),
    heading: breakable(title, paper.portrait, 20),
    subtitle: report.subtitle.map((line) => breakable(clean(line), paper.portrait, 9)),
    sections: pdfSections(
      blocks,
      (block) => block.kind === "elements" && block.elements.some((one) => one.isLandscape),
    ),
  };
}

function plain(block: { kind: "heading"; text: string } | { kind: "page_break" }): PdfBlock {
  return block.kind === "heading"
    ? { kind: "heading", text: breakable(clean(block.text) || "…", paper.portrait, 14) }
    : block;
}

function paragraphs(text: string): PdfCell[] {
  return text
    .split(/\n\s*\n/)
    .map(clean)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => breakable(paragraph, paper.portrait, 9.5));
}

/** A table whose columns do not fit half a page gets a whole one. */
function fitsHalf({ definition, data }: ReportElement, zone: string): boolean {
  return definition.style !== "table" || leastWidth(data, zone) <= paper.half;
}

async function elementOf(element: ReportElement, zone: string, isHalf: boolean, most: number): Promise<PdfElement> {
  const room = isHalf ? paper.half : paper.portrait;
  const tables = element.definition.style === "table" ? pdfTables(element.data, zone, room) : null;
  const body =
    tables?.parts[0]?.columns.length && element.data.rows.length > 0
      ? ({ kind: "tables", parts: tables.parts } as const)
      : await bodyOf(element, zone, isHalf, most);
  const isListed = body.kind === "tables" || body.kind === "list";
  const cut = cutNote(element, isListed ? Math.min(pdfRows, element.data.rows.length) : element.data.rows.length);
  return {
    name: breakable(clean(element.name) || "Element", room, 12),
    isLandscape: tables?.isLandscape ?? false,
    body,
    notes: [element.note ?? "", cut ?? ""].filter(Boolean).map((note) => breakable(clean(note), room)),
    url: cut && element.url && /^https?:\/\//.test(element.url) ? element.url : null,
  };
}

async function bodyOf(element: ReportElement, zone: string, isHalf: boolean, most: number): Promise<PdfBody> {
  const { definition, data } = element;
  const isSingle = definition.style === "number" || definition.style === "gauge";
  if (data.rows.length === 0 && !isSingle) return { kind: "empty" };
  if (isChart(definition.style)) return await chartBody(element, isHalf ? drawn.half : drawn.full, most);
  if (definition.style === "number") return numberBody(element, zone, isHalf ? paper.half : paper.portrait);
  return { kind: "list", entries: entriesOf(element, isHalf ? paper.half : paper.portrait) };
}

async function chartBody({ definition, data }: ReportElement, width: number, most: number): Promise<PdfBody> {
  const height = Math.min(most, suitableHeight(definition, data, width));
  const least = Math.min(most, leastHeight(definition, data, width));
  const draw = (px: number) => drawChart(definition, data, { width, height: px, theme: "light" });
  const { svg, sentence } = draw(height);
  // A drawing takes some 20 ms: others have their turn between two of them.
  await setImmediate();
  const low = least < height ? lettered(draw(least).svg) : null;
  return { kind: "chart", svg: lettered(svg), low, sentence: clean(sentence) };
}

function numberBody({ definition, data }: ReportElement, zone: string, room: number): PdfBody {
  const [measure] = data.shape === "summary" ? data.measures : [];
  if (data.shape !== "summary" || !measure) return { kind: "empty" };
  const value = data.rows[0]?.values[0] ?? data.total[0] ?? null;
  const { goal } = definition.options;
  return {
    kind: "number",
    value: breakable(measureText(value, measure, { zone }) || "–", room, 30),
    label: breakable(clean(measure.label), room, 9.5),
    goal: goal === null ? null : breakable(goalText(value, goal, measure, { zone }), room, 9.5),
  };
}

function entriesOf({ data }: ReportElement, room: number): { name: PdfCell; text: PdfCell }[] {
  return listEntries({ ...data, rows: data.rows.slice(0, pdfRows) } as typeof data).map(({ name, text }) => ({
    name: breakable(clean(name), room * 0.5),
    text: breakable(clean(text), room * 0.5),
  }));
}
