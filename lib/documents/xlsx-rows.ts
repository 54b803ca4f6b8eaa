import type { ElementColumn, TableCell } from "@/lib/elements/table";
import { columnLetters, xlsxCell } from "./xlsx-cells";

/**
 * Writes rows of a sheet as SpreadsheetML (ECMA-376, part 1, 18.3.1.73), texts inline. The library of workbooks asks of every cell anew what
 * style it has; of ten million that is most of the time.
 */
export function rowWriter(columns: readonly ElementColumn[], styles: readonly number[], zone: string) {
  const begins = columns.map((_, n) => `<c r="${columnLetters(n)}`);
  const style = styles.map((n) => (n > 0 ? `" s="${n}"` : `"`));
  /** @param r counts from 1 */
  return (r: number, row: readonly TableCell[]): string => {
    let xml = `<row r="${r}">`;
    for (const [n, column] of columns.entries()) {
      const value = xlsxCell(row[n] ?? null, column, zone);
      if (value === null) continue;
      xml += `${begins[n]}${r}${style[n]}`;
      if (typeof value === "string") xml += ` t="inlineStr"><is>${textXml(value)}</is></c>`;
      else if (typeof value === "boolean") xml += ` t="b"><v>${value ? 1 : 0}</v></c>`;
      else xml += `><v>${typeof value === "number" ? value : daysOf(value)}</v></c>`;
    }
    return `${xml}</row>`;
  };
}

/** Days since the end of 1899, as spreadsheets count them from March 1900 on. */
function daysOf(date: Date): number {
  return date.getTime() / 86_400_000 + 25_569;
}

/** The heading of a sheet, row 1. Texts that stand inline need no list that is complete only when the last sheet is written. */
export function headingRow(labels: readonly string[], styles: readonly number[]): string {
  const cells = labels.map(
    (label, n) => `<c r="${columnLetters(n)}1" s="${styles[n] ?? 0}" t="inlineStr"><is>${textXml(label)}</is></c>`,
  );
  return `<row r="1">${cells.join("")}</row>`;
}

function textXml(text: string): string {
  const escaped = special.test(text) ? text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign) : text;
  return padded.test(text) ? `<t xml:space="preserve">${escaped}</t>` : `<t>${escaped}</t>`;
}

const special = /[&<>]/;
const padded = /^\s|\s$|\n/;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
