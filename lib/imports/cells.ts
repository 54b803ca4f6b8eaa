import type { GivenRow, Problem } from "./judged";
import type { Mapping } from "./schema";

/** The cells of a row by the target of their column; empty ones and those of ignored columns are left out. */
export interface Cells {
  get: (target: string) => string | undefined;
  /** The heading over the cell of a target, for messages. */
  heading: (target: string) => string;
  /** Where the row has more or fewer cells than there are headings. */
  ragged: Problem | null;
}

export function cellsOf(row: GivenRow, headings: readonly string[], { columns }: Mapping): Cells {
  const places = new Map<string, number>();
  for (const [index, target] of columns.entries()) if (target !== null) places.set(target, index);
  return {
    get: (target) => {
      const cell = row.cells[places.get(target) ?? -1];
      return cell === undefined || cell.trim() === "" ? undefined : cell;
    },
    heading: (target) => headings[places.get(target) ?? -1] ?? target,
    ragged: raggedness(row, headings.length),
  };
}

function raggedness({ cells }: GivenRow, width: number): Problem | null {
  // Spreadsheets like to add separators at the end.
  const isFitting = cells.length >= width && cells.slice(width).every((cell) => cell.trim() === "");
  if (isFitting) return null;
  return {
    reason: "The row has more or fewer cells than the headings",
    detail: `The row has ${cells.length === 1 ? "1 cell" : `${cells.length} cells`}, the headings have ${width}.`,
  };
}
