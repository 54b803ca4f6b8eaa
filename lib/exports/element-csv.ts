import { csvLines } from "@/lib/documents/csv-lines";
import type { ElementQuestion } from "@/lib/elements/question";
import type { TableCell } from "@/lib/elements/table";
import { wholeSummary } from "@/lib/elements/whole-summary";
import type { Making } from "./making";
import { recordsCsv, recordsOfElement } from "./whole-list";

/** Every row of an element, written while it is read. @throws AppError for items that are gone, and as `readRows` */
export function elementCsv(question: ElementQuestion, making: Making): AsyncGenerator<Uint8Array, void, undefined> {
  return isSummary(question) ? summaryCsv(question, making) : recordsCsv(recordsOfElement(question), making);
}

export function isSummary({ definition }: ElementQuestion): boolean {
  return definition.measures.length > 0;
}

async function* summaryCsv(question: ElementQuestion, making: Making): AsyncGenerator<Uint8Array, void, undefined> {
  const { columns, rows } = await wholeSummary(question, { signal: making.signal, waits: true });
  for await (const lines of csvLines(columns, counted(rows, making))) yield Buffer.from(lines);
}

type Blocks = AsyncGenerator<TableCell[][], void, undefined>;

/** Nobody knows how many there will be. */
export async function* counted(blocks: Blocks, { onProgress }: Pick<Making, "onProgress">): Blocks {
  let done = 0;
  for await (const block of blocks) {
    yield block;
    onProgress((done += block.length), null);
  }
}
