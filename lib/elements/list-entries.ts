import type { ElementData } from "./data";
import { tableOf, type ElementColumn, type TableCell } from "./table";
import { cellText } from "./words";

/** A row of a list. */
export interface ListEntry {
  /** Never empty: a summary's groups, a record's first item or what people call it. */
  name: string;
  /** The rest of the row. A text speaks for itself; numbers, dates, yes and no follow what they are. */
  text: string;
}

/** An element's answer as a list: the same on the screen and on paper. */
export function listEntries(data: ElementData): ListEntry[] {
  const { columns, rows } = tableOf(data);
  const named = data.shape === "summary" ? data.groups.length : 1;
  const isBare = data.shape === "summary" && data.measures.length === 1;
  const said = (cell: TableCell, column: ElementColumn | undefined) => {
    const words = column ? cellText(cell, column, data) : "";
    return words === "" || !column || column.type === "text" || isBare ? words : `${column.label}: ${words}`;
  };
  return rows.map((cells, row) => {
    const name = cells.slice(0, named).map((cell, n) => (columns[n] ? cellText(cell, columns[n], data) : ""));
    return {
      name: name.filter(Boolean).join(", ") || (data.shape === "records" && data.rows[row]?.label) || "–",
      text: cells
        .slice(named)
        .map((cell, n) => said(cell, columns[named + n]))
        .filter(Boolean)
        .join(" · "),
    };
  });
}
