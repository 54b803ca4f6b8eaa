import type { Can } from "@/lib/auth/actor";
import { answerElement } from "@/lib/elements/answer";
import { tableOf } from "@/lib/elements/table";
import { AppError } from "@/lib/errors/app-error";
import { elementQuestion } from "@/lib/reports/read-element";
import type { Making } from "./making";
import type { ExportFormat } from "./states";
import type { Subject } from "./subject";
import { recordsCsv, recordsOfElement, recordsOfList } from "./whole-list";
import { tableCsv } from "./whole-table";

type Bytes = AsyncIterable<Uint8Array>;

/** The file, written while it is read. @throws AppError for what cannot be read or written so */
export async function bytesOf(
  actor: Can<"reports.read">,
  subject: Subject,
  format: ExportFormat,
  making: Making,
): Promise<Bytes> {
  if (format !== "csv") throw new AppError("invalid", "Only CSV files are written yet.");
  if (subject.kind === "list") return recordsCsv(recordsOfList(actor, subject), making);
  if (subject.kind === "report") throw new AppError("invalid", "A CSV file holds one table.");
  const question = await elementQuestion(actor, subject.element, subject.viewed.chosen);
  if (question.definition.measures.length === 0) return recordsCsv(recordsOfElement(question), making);
  const table = tableOf(await answerElement(question, mostSummaryRows));
  making.onProgress(table.rows.length, table.rows.length);
  return once(Buffer.from(tableCsv(table)));
}

const mostSummaryRows = 10_000;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
