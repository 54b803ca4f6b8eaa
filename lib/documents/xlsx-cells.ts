import { Temporal } from "temporal-polyfill";
import { textWidth } from "@/lib/charts/text";
import type { DateBucket } from "@/lib/elements/schema";
import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { cellText } from "@/lib/elements/words";
import { digitsOf } from "./digits";
import { isOnTheRight } from "./xlsx-layout";
import { xlsxText } from "./xlsx-text";

/** What a cell of a spreadsheet may hold. A date stands for the wall clock that it shows in UTC: spreadsheets know no zones. */
export type XlsxCell = string | number | boolean | Date | null;

/** Typed: a number is a number unless a double cannot hold it, a date a date in the zone. */
export function xlsxCell(value: TableCell, { type }: ElementColumn, zone: string): XlsxCell {
  if (value === null) return null;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  return (type === "date" && wallClock(value, zone)) || xlsxText(value);
}

/** Null for what is no date, or one before 1900, where calendars of spreadsheets begin. */
function wallClock(iso: string, zone: string): Date | null {
  const time = iso.length === 10 ? Date.parse(`${iso}T00:00:00Z`) : Date.parse(iso);
  if (Number.isNaN(time)) return null;
  const offset = iso.length === 10 ? 0 : offsetAt(time, zone);
  const clock = new Date(time + offset);
  return clock.getUTCFullYear() < 1901 || clock.getUTCFullYear() > 9999 ? null : clock;
}

const day = 24 * 60 * 60_000;
/** By zone, then by day; null where it changes within the day. */
const offsets = new Map<string, Map<number, number | null>>();

/** Milliseconds that the zone is ahead of UTC. Most days have one answer, which serves all their cells. */
function offsetAt(time: number, zone: string): number {
  const ofZone = offsets.get(zone) ?? new Map<number, number | null>();
  offsets.set(zone, ofZone);
  const n = Math.floor(time / day);
  let offset = ofZone.get(n);
  if (offset === undefined) {
    if (ofZone.size > 50_000) ofZone.clear();
    const [first, last] = [exactOffset(n * day, zone), exactOffset((n + 1) * day, zone)];
    offset = first === last ? first : null;
    ofZone.set(n, offset);
  }
  return offset ?? exactOffset(time, zone);
}

function exactOffset(time: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;
}

/** One row, each cell as its column says. */
export function typedRow(row: readonly TableCell[], columns: readonly ElementColumn[], zone: string): XlsxCell[] {
  return columns.map((column, n) => xlsxCell(row[n] ?? null, column, zone));
}

/** Of a column whose texts need several lines. */
export const widest = 60;

/** Of a column, by its name and its first rows. Spreadsheets count widths in digits. */
export function widthOf(column: ElementColumn, rows: readonly TableCell[][], n: number, zone: string): number {
  const some = rows.slice(0, 500).map((row) => cellText(row[n] ?? null, column, { zone }).slice(0, 200));
  const lines = [`${column.label}    `, ...some].flatMap((text) => text.split("\n"));
  const width = Math.max(...lines.map((text) => textWidth(text, 1)));
  const hasLines = some.some((text) => text.includes("\n"));
  return hasLines
    ? widest
    : Math.round(Math.max(8, Math.min(widest, width / 0.58 + (isOnTheRight(column.type) ? 3 : 2))));
}

/** Points that a text takes in so many digits of width; a row has 409 at most. */
export function heightOf(text: string, width: number): number {
  const lines = text.split("\n").map((line) => Math.max(1, Math.ceil((textWidth(line, 1) * 1.05) / (width * 0.58))));
  return (
    15 *
    Math.min(
      27,
      lines.reduce((sum, count) => sum + count, 0),
    )
  );
}

/** How a spreadsheet shows a column. `some`: rows of it, by which it is told whether days have times, and, if they are all, whether numbers are whole. */
export function xlsxFormat(column: ElementColumn, some: readonly TableCell[], areAll = true): string | undefined {
  if (column.bucket) return bucketFormats[column.bucket];
  if (column.type === "date") {
    const isDay = column.format === "day" || some.every((value) => value === null || String(value).length === 10);
    return isDay ? "dd mmm yyyy" : "dd mmm yyyy hh:mm";
  }
  // Spreadsheets that keep a yes as the number one show it as such without this.
  if (column.type === "boolean") return '"TRUE";"TRUE";"FALSE"';
  if (column.type === "share") return `${fixed("0", column.digits ?? 1)}%`;
  if (column.type !== "number") return undefined;
  if (column.format === "plain") return "0";
  if (column.format === "whole") return "#,##0";
  const isWhole =
    column.digits === undefined && areAll && some.every((value) => value === null || Number.isInteger(value));
  const unit = column.unit?.replace(/["\\\p{Cc}]/gu, "");
  if (column.digits === undefined && !areAll && !unit) return undefined;
  const number = fixed("#,##0", isWhole ? 0 : (column.digits ?? (areAll ? digitsOf(column, some) : undefined) ?? 2));
  if (!unit) return number;
  return /^\p{Sc}$/u.test(unit) ? `"${unit}"${number}` : `${number}" ${unit}"`;
}

/** Spreadsheets have no code for quarters. */
const bucketFormats: Record<DateBucket, string> = {
  day: "dd mmm yyyy",
  week: '"Week of "dd mmm yyyy',
  month: "mmm yyyy",
  quarter: '"Quarter of "mmm yyyy',
  year: "yyyy",
};

function fixed(whole: string, digits: number): string {
  return digits > 0 ? `${whole}.${"0".repeat(digits)}` : whole;
}

/** What spreadsheets call the column `n`, counted from 0: A to Z, AA and so on. */
export function columnLetters(n: number): string {
  return n < 26 ? String.fromCharCode(65 + n) : columnLetters(Math.floor(n / 26) - 1) + columnLetters(n % 26);
}
