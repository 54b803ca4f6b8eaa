import type { Can } from "@/lib/auth/actor";
import { renderPdf } from "@/lib/documents/pdf";
import { cutNote, elementsOf, type ReportDocument } from "@/lib/documents/report-document";
import { reportXlsx } from "@/lib/documents/xlsx";
import { streamXlsx } from "@/lib/documents/xlsx-stream";
import { answerElement } from "@/lib/elements/answer";
import { tableOf } from "@/lib/elements/table";
import { AppError } from "@/lib/errors/app-error";
import { elementQuestion } from "@/lib/reports/read-element";
import { listDocument } from "./list-document";
import type { Making } from "./making";
import { reportDocument, type DocumentOptions } from "./report-document";
import type { ExportFormat } from "./states";
import type { Subject } from "./subject";
import { recordRows, recordsCsv, recordsOfElement, recordsOfList, type WholeRecords } from "./whole-list";
import { tableCsv } from "./whole-table";

type Bytes = AsyncIterable<Uint8Array>;

/** The file, written while it is read. @throws AppError for what cannot be read or written so */
export async function bytesOf(
  actor: Can<"reports.read">,
  subject: Subject,
  format: ExportFormat,
  making: Making,
): Promise<Bytes> {
  if (subject.kind === "list") {
    if (format !== "pdf") return wholeRecords(recordsOfList(actor, subject), subject.name, format, making);
    const document = await listDocument(actor, subject);
    making.onProgress(0, 1);
    return documentBytes(document, format, making);
  }
  const { report, viewed } = subject;
  const options: DocumentOptions = { viewed, signal: making.signal, onElement: making.onProgress };
  if (format === "xlsx") options.rows = mostTableRows;
  if (subject.kind === "element" && format !== "pdf") {
    const question = await elementQuestion(actor, subject.element, viewed.chosen);
    if (question.definition.measures.length === 0)
      return wholeRecords(recordsOfElement(question), subject.name, format, making);
    if (format === "csv") {
      const data = await answerElement(question, mostTableRows);
      if (data.isCut)
        making.onNote(
          `The file has the first ${data.rows.length.toLocaleString("en")} rows. Narrow the filter to get the others.`,
        );
      return tableBytes(tableCsv(tableOf(data)), data.rows.length, making);
    }
  }
  if (format === "csv") throw new AppError("invalid", "A CSV file holds one table: export the elements one by one.");
  if (subject.kind === "element") options.elementIds = [subject.element.id];
  return documentBytes(await reportDocument(actor, report, options), format, making);
}

/** Of an element of a workbook with several, and of a summary. */
const mostTableRows = 10_000;

function wholeRecords(records: WholeRecords, name: string, format: "csv" | "xlsx", making: Making): Bytes {
  if (format === "csv") return recordsCsv(records, making);
  const { source, columns } = records;
  return streamXlsx(columns, recordRows(records, making), { sheetName: name, zone: source.zone });
}

async function* tableBytes(text: string, rows: number, { onProgress }: Making): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
  onProgress(rows, rows);
}

async function* documentBytes(
  document: ReportDocument,
  format: "pdf" | "xlsx",
  { signal, onProgress, onNote }: Making,
): AsyncGenerator<Uint8Array> {
  const count = elementsOf(document).length;
  const note = leftOut(document);
  if (note) onNote(note);
  yield await renderDocument(document, format, signal);
  onProgress(count, count);
}

/** A whole document in memory: also what a mail takes along. */
export async function renderDocument(
  document: ReportDocument,
  format: "pdf" | "xlsx",
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return format === "pdf" ? renderPdf(document, signal) : reportXlsx(document);
}

/** What stands in the document where it happens, said beside the file as well. */
function leftOut(document: ReportDocument): string {
  const cuts = elementsOf(document).flatMap(({ name, data }) => {
    const cut = cutNote({ data }, data.rows.length);
    return cut ? [`${name}: ${cut}`] : [];
  });
  if (cuts.length === 0) return "";
  const more = cuts.length > 3 ? `And ${cuts.length - 3} more elements.` : "";
  return [...cuts.slice(0, 3), more, "Export an element alone as Excel (XLSX) or CSV to get every row."]
    .filter(Boolean)
    .join(" ");
}
