import { tableOf, type ElementColumn, type ElementTable } from "@/lib/elements/table";
import { cellText } from "@/lib/elements/words";
import type { ElementData } from "@/lib/elements/data";
import { digitsOf } from "./digits";
import { breakable, clean, unbroken, widthOf, type PdfCell } from "./pdf-words";

/** So many rows of an element are written into a PDF: a thousand take 30 pages and two seconds. */
export const pdfRows = 1000;

/** Points of text between the margins of A4. */
export const paper = { portrait: 505, landscape: 752, half: 244 } as const;

export interface PdfTable {
  /** Which columns these are, where they are not all. */
  caption: string | null;
  /** No cell is long: a row is kept on one page. */
  isShort: boolean;
  columns: { label: PdfCell; width: number; isRight: boolean }[];
  /** Row by row. */
  cells: PdfCell[];
}

export interface PdfTables {
  /** More than one when the columns do not fit a page: each begins with the first column. */
  parts: PdfTable[];
  isLandscape: boolean;
}

const padding = 12;
const shortest = 34;
const longestWord = 130;
/** A text of this width stands on one line. */
const shortText = 64;
/** Lines of a cell that may be broken by the end of a page. */
const shortCell = 12;
const linesOnPage = { portrait: 67, landscape: 44 };

interface Measured {
  column: ElementColumn;
  texts: string[];
  /** Points: what its longest word needs, and what it would like. */
  least: number;
  wanted: number;
}

/** Lays an answer out so that no column leaves the page. `room`: points between the margins. */
export function pdfTables(data: ElementData, zone: string, room: number): PdfTables {
  const columns = measured(tableOf(capped(data)), zone);
  const need = sum(columns.map(({ least }) => least));
  if (need <= room && !isShorterAcross(columns, room)) return { parts: [laidOut(columns, room)], isLandscape: false };
  return { parts: balanced(columns).map((part) => laidOut(part, paper.landscape, columns)), isLandscape: true };
}

/** Whether texts that fill many lines of narrow columns take a fifth fewer pages when the page is turned; those of one or two stay. */
function isShorterAcross(columns: Measured[], room: number): boolean {
  if (room !== paper.portrait) return false;
  const upright = linesOf(columns, paper.portrait) / linesOnPage.portrait;
  const across = linesOf(columns, paper.landscape) / linesOnPage.landscape;
  return upright > 2 && across < upright * 0.8;
}

/** Lines that all rows take together, about. */
function linesOf(columns: Measured[], room: number): number {
  const widths = widthsOf(columns, room);
  const rows = (columns[0]?.texts ?? []).keys();
  const lines = (row: number) =>
    columns.map(({ texts }, n) => Math.ceil(widthOf(texts[row] ?? "") / ((widths[n] ?? shortest) - padding)));
  // The space of a row is as high as a third of a line.
  return sum([...rows].map((row) => Math.max(1, ...lines(row)) + 0.3));
}

/** What the columns need at least. */
export function leastWidth(data: ElementData, zone: string): number {
  return sum(measured(tableOf(capped(data)), zone).map(({ least }) => least));
}

function capped<D extends ElementData>(data: D): D {
  return { ...data, rows: data.rows.slice(0, pdfRows) };
}

function measured({ columns, rows }: ElementTable, zone: string): Measured[] {
  return columns.map((column, n) => {
    const values = rows.map((cells) => cells[n] ?? null);
    const even = { ...column, digits: digitsOf(column, values) };
    const texts = values.map((value) => clean(cellText(value, even, { zone })));
    const all = [clean(column.label), ...texts];
    const widest = all.reduce((most, text) => Math.max(most, widthOf(text)), 0);
    const word = all.reduce((most, text) => Math.max(most, ...unbroken(text).map((part) => widthOf(part))), 0);
    const isOneLine = isRight(column) || column.type === "date" || widest <= shortText;
    const least = Math.max(shortest, Math.min(longestWord, isOneLine ? widest : word) + padding);
    return { column, texts, least, wanted: Math.max(least, widest + padding) };
  });
}

/** As few groups of columns as fit pages across, all about as full as each other. */
function balanced(columns: Measured[]): Measured[][] {
  const fewest = split(columns, paper.landscape);
  const all = sum(columns.map(({ least }) => least));
  for (let room = all / fewest.length; room < paper.landscape; room += 8) {
    const parts = split(columns, room);
    if (parts.length === fewest.length) return parts;
  }
  return fewest;
}

/** Columns in groups that fit a page across; the first column stands in each. */
function split(columns: Measured[], width: number): Measured[][] {
  const [first, ...rest] = columns;
  if (!first) return [];
  const parts: Measured[][] = [];
  let room = 0;
  for (const column of rest) {
    if (parts.length === 0 || column.least > room) {
      parts.push([first]);
      room = width - first.least;
    }
    parts.at(-1)?.push(column);
    room -= column.least;
  }
  return parts.length > 0 ? parts : [[first]];
}

/** Each gets what it needs; what is left goes to all alike until they have what they would like, so that short texts stay on a line. */
function laidOut(columns: Measured[], room: number, all = columns): PdfTable {
  const widths = widthsOf(columns, room);
  const cell = (text: string, n: number) => breakable(text, (widths[n] ?? shortest) - padding);
  return {
    caption: captionOf(columns, all),
    isShort: columns.every(({ wanted }, n) => wanted / (widths[n] ?? shortest) < shortCell),
    columns: columns.map(({ column }, n) => ({
      label: cell(clean(column.label), n),
      width: Math.floor((widths[n] ?? shortest) * 100) / 100,
      isRight: isRight(column),
    })),
    cells: (columns[0]?.texts ?? []).flatMap((_, row) => columns.map(({ texts }, n) => cell(texts[row] ?? "", n))),
  };
}

function captionOf(columns: Measured[], all: Measured[]): string | null {
  const [from, to] = [columns[1], columns.at(-1)].map((column) => (column ? all.indexOf(column) + 1 : 0));
  if (columns.length === all.length) return null;
  if (from === 2) return `Columns 1 to ${to} of ${all.length}`;
  return from === to ? `Columns 1 and ${to} of ${all.length}` : `Columns 1 and ${from} to ${to} of ${all.length}`;
}

function widthsOf(columns: Measured[], room: number): number[] {
  const widths = columns.map(({ least }) => least);
  let left = room - sum(widths);
  const byWish = [...columns.keys()].toSorted((a, b) => wishOf(columns[a]) - wishOf(columns[b]));
  for (const [done, n] of byWish.entries()) {
    const more = Math.min(wishOf(columns[n]), left / (byWish.length - done));
    widths[n] = (widths[n] ?? 0) + more;
    left -= more;
  }
  return widths.map((width) => width + left / columns.length);
}

function wishOf(column: Measured | undefined): number {
  return column ? column.wanted - column.least : 0;
}

function isRight({ type }: ElementColumn): boolean {
  return type === "number" || type === "share";
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
