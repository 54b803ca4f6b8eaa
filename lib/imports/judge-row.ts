import { cellsOf } from "./cells";
import { judgeRecord } from "./judge-record";
import { judgeUser } from "./judge-user";
import { refused, type GivenRow, type Judged } from "./judged";
import type { Known } from "./known";
import type { Mapping } from "./schema";
import type { Shape } from "./targets";

export interface ImportQuestion {
  headings: readonly string[];
  mapping: Mapping;
  shape: Shape;
}

/** The verdict on one row, the same in the dry run and when it is written. Rows are judged in the order of the file. */
export function judgeRow(row: GivenRow, { headings, mapping, shape }: ImportQuestion, known: Known): Judged {
  const cells = cellsOf(row, headings, mapping);
  if (cells.ragged) return refused(row.line, [cells.ragged]);
  return shape.kind === "users"
    ? judgeUser(row, { cells, shape, mapping, known })
    : judgeRecord(row, cells, shape, known);
}
