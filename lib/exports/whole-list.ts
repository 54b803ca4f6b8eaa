import { csvLine, csvStart, csvText } from "@/lib/csv/csv";
import { copyCsv } from "@/lib/db/copy-csv";
import { readRows } from "@/lib/db/read-rows";
import { itemHeads } from "@/lib/elements/answer-records";
import type { ElementQuestion } from "@/lib/elements/question";
import { itemColumn, type ElementColumn, type TableCell } from "@/lib/elements/table";
import { csvStatements, rowStatements, type WholeList } from "@/lib/sources/csv-statements";
import { countRecords } from "@/lib/sources/list";
import { contextOf } from "@/lib/sources/read";
import { isOfAll, type Records } from "@/lib/sources/source";
import type { Making } from "./making";
import type { ListSubject } from "./subject";

/** Records to be written to the last. */
export interface WholeRecords {
  source: Records;
  columns: ElementColumn[];
  question: WholeList;
}

export function recordsOfList(by: { username: string | null }, { source, shown, search }: ListSubject): WholeRecords {
  const { condition, sort, group, columns } = shown;
  const heads = columns.map(({ path, label, field, format }) => ({ path, label: label ?? field.label, field, format }));
  return {
    source,
    columns: heads.map(itemColumn),
    question: {
      condition,
      search,
      sort,
      group: group?.path,
      columns: heads.map(({ path }) => path),
      context: contextOf(source, by),
    },
  };
}

/** Of an element without measures. @throws AppError `invalid`, naming an item that does not exist any more */
export function recordsOfElement(question: ElementQuestion): WholeRecords {
  const { source, definition, condition, context } = question;
  const columns = itemHeads(question).map(itemColumn);
  return {
    source,
    columns,
    question: {
      condition,
      context,
      sort: definition.sort,
      limit: definition.limit,
      columns: columns.map(({ key }) => key),
    },
  };
}

/** As PostgreSQL writes it. @throws AppError as `copyCsv` */
export async function* recordsCsv(
  { source, columns, question }: WholeRecords,
  { signal, onProgress }: Making,
): AsyncGenerator<Uint8Array, void, undefined> {
  const total = countBeside(source, question);
  yield Buffer.from(csvStart + csvLine(columns.map(({ label }) => csvText(label))));
  yield* copyCsv(csvStatements(source, question), {
    signal,
    waits: true,
    byId: isOfAll(source, question),
    onRows: (rows) => onProgress(rows, total()),
  });
}

/** The rows typed, in blocks. @throws AppError as `readRows` */
export async function* recordRows(
  { source, columns, question }: WholeRecords,
  { signal, onProgress }: Making,
): AsyncGenerator<TableCell[][], void, undefined> {
  const total = countBeside(source, question);
  const reading = { signal, waits: true, byId: isOfAll(source, question) };
  let done = 0;
  for await (const block of readRows(rowStatements(source, question), reading)) {
    yield block.map((row) => row.map((text, n) => typedCell(text, columns[n]?.type)));
    onProgress((done += block.length), total());
  }
}

/**
 * For the progress alone: nobody waits for it, and counting that fails or takes too long is no reason to write nothing. It begins when it is
 * first asked, behind the sort of the rows: both at once would leave no processor to the pages.
 */
function countBeside(source: Records, question: WholeList): () => number | null {
  let [total, isAsked]: [number | null, boolean] = [null, false];
  return () => {
    if (!isAsked)
      countRecords(source, question, null).then(
        ({ count }) => (total = Math.min(count, question.limit ?? count)),
        () => undefined,
      );
    isAsked = true;
    return total;
  };
}

/** A number that a double cannot hold stays the text of its digits. */
function typedCell(text: string | null, type: ElementColumn["type"] | undefined): TableCell {
  if (text === null || text === "") return null;
  if (type === "boolean") return text === "true";
  if (type !== "number") return text;
  const value = Number(text);
  return Number.isNaN(value) || (/^-?\d+$/.test(text) && !Number.isSafeInteger(value)) ? text : value;
}
