import { csvLine, csvStart, csvText } from "@/lib/csv/csv";
import type { ElementColumn, ElementTable, TableCell } from "@/lib/elements/table";

/** A table that is there already, such as that of a summary, as CSV: numbers, dates and Booleans as they are, no text a formula. */
export function tableCsv({ columns, rows }: ElementTable): string {
  const lines = rows.map((row) => csvLine(row.map((cell, n) => csvCell(cell, columns[n]?.type))));
  return [csvStart, csvLine(columns.map(({ label }) => csvText(label))), ...lines].join("");
}

function csvCell(cell: TableCell, type: ElementColumn["type"] | undefined): string {
  if (cell === null) return "";
  return typeof cell === "string" && type !== "date" && type !== "number" ? csvText(cell) : String(cell);
}
