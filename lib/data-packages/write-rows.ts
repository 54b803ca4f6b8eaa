import { createHash } from "node:crypto";
import { csvLine, csvStart, csvText } from "@/lib/csv/csv";
import type { TableCell } from "@/lib/elements/table";
import { callsFirst } from "@/lib/env/calls-first";
import type { PackageColumn } from "./schema";

/** What is written for machines: its keys, or its labels where they were asked for. */
export function headsOf(columns: readonly PackageColumn[], labels: boolean): string[] {
  return columns.map(({ key, label }) => (labels ? label : key));
}

/** A row by the names of its columns. Labels that are alike: the last counts, as in every JSON object. */
export function itemOf(heads: readonly string[], row: readonly TableCell[]): Record<string, TableCell> {
  return Object.fromEntries(heads.map((head, n) => [head, row[n] ?? null]));
}

/** Texts that could be formulas are defused; numbers, dates and Booleans are what they are. */
export function lineOf(columns: readonly PackageColumn[], row: readonly TableCell[]): string {
  return csvLine(columns.map(({ type }, n) => cellText(type, row[n] ?? null)));
}

export function headLine(heads: readonly string[]): string {
  return csvStart + csvLine(heads.map(csvText));
}

function cellText(type: PackageColumn["type"], cell: TableCell): string {
  if (cell === null) return "";
  return type === "text" ? csvText(String(cell)) : String(cell);
}

/** Written some rows at a time, so that nobody waits for a long page. @returns the text, and what tells it from another */
export async function writeAll(
  rows: readonly (readonly TableCell[])[],
  write: (row: readonly TableCell[]) => string,
  between: string,
): Promise<{ text: string; digest: string }> {
  const hash = createHash("sha256");
  const pieces: string[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const piece = rows
      .slice(from, from + atOnce)
      .map(write)
      .join(between);
    hash.update(piece);
    pieces.push(piece);
    await callsFirst();
  }
  return { text: pieces.join(between), digest: hash.digest("base64url") };
}

const atOnce = 500;
