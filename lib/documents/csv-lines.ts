import { csvLine, csvStart, csvText } from "@/lib/csv/csv";
import type { ElementColumn, TableCell } from "@/lib/elements/table";

/** An element's table as CSV, in blocks as its rows come. Numbers and dates are as machines read them: `1234.5`, ISO 8601. */
export async function* csvLines(
  columns: readonly ElementColumn[],
  rows: AsyncIterable<readonly TableCell[][]> | Iterable<readonly TableCell[][]>,
): AsyncIterable<string> {
  yield csvStart + csvLine(columns.map(({ label }) => csvText(label)));
  for await (const block of rows)
    yield block.map((row) => csvLine(columns.map((column, n) => csvCell(row[n] ?? null, column)))).join("");
}

function csvCell(value: TableCell, { type }: ElementColumn): string {
  if (value === null) return "";
  // What else comes as text in a column of numbers or dates is made of digits.
  return typeof value === "string" && type === "text" ? csvText(value) : String(value);
}
