import type { Can } from "@/lib/auth/actor";
import { renderPdf } from "@/lib/documents/pdf";
import { cutNote, elementsOf, type ReportDocument } from "@/lib/documents/report-document";
import { reportXlsx } from "@/lib/documents/xlsx";
import { streamXlsx } from "@/lib/documents/xlsx-stream";
import { answerElement, mostRows } from "@/lib/elements/answer";
import type { ElementData } from "@/lib/elements/data";
import { tableOf } from "@/lib/elements/table";
import { AppError } from "@/lib/errors/app-error";
import { elementQuestion, readElement } from "@/lib/reports/read-element";
import { listDocument } from "./list-document";
import type { Making } from "./making";
import { reportDocument } from "./report-document";
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
  switch (subject.kind) {
    case "list":
      if (format !== "pdf") return wholeRecords(recordsOfList(actor, subject), subject.name, format, making);
      return rowsBytes(await listDocument(actor, subject), format, making);
    case "element":
      return elementBytes(actor, subject, format, making);
    case "report":
      return reportBytes(actor, subject, format, making);
  }
}

/** Of an element of a workbook with several, and of a summary. */
const mostTableRows = 10_000;

async function elementBytes(
  actor: Can<"reports.read">,
  { name, report, element, viewed }: Extract<Subject, { kind: "element" }>,
  format: ExportFormat,
  making: Making,
): Promise<Bytes> {
  const question = await elementQuestion(actor, element, viewed.chosen);
  const isSummary = question.definition.measures.length > 0;
  if (format !== "pdf" && !isSummary) return wholeRecords(recordsOfElement(question), name, format, making);
  if (format === "csv") return summaryBytes(await answerElement(question, mostTableRows), making);
  // Alone, what cannot be read is no file that says so.
  await readElement(actor, element, viewed);
  const rows = format === "xlsx" ? mostTableRows : mostRows;
  const options = { viewed, rows, elementIds: [element.id], signal: making.signal };
  return rowsBytes(await reportDocument(actor, report, options), format, making);
}

async function reportBytes(
  actor: Can<"reports.read">,
  { report, viewed }: Extract<Subject, { kind: "report" }>,
  format: ExportFormat,
  making: Making,
): Promise<Bytes> {
  if (format === "csv") throw new AppError("invalid", "A CSV file holds one table: export the elements one by one.");
  const rows = format === "xlsx" ? mostTableRows : mostRows;
  const options = { viewed, rows, signal: making.signal, onElement: making.onProgress };
  const document = await reportDocument(actor, report, options);
  return documentBytes(document, format, making, elementsOf(document).length);
}

function wholeRecords(records: WholeRecords, name: string, format: "csv" | "xlsx", making: Making): Bytes {
  if (format === "csv") return recordsCsv(records, making);
  const { source, columns } = records;
  return streamXlsx(columns, recordRows(records, making), { sheetName: name, zone: source.zone });
}

async function* summaryBytes(data: ElementData, { onProgress, onNote }: Making): AsyncGenerator<Uint8Array> {
  const { length } = data.rows;
  if (data.isCut)
    onNote(`The first ${length.toLocaleString("en")} rows are in it. Narrow the filter to get the others.`);
  yield await Promise.resolve(Buffer.from(tableCsv(tableOf(data))));
  onProgress(length, length);
}

function rowsBytes(document: ReportDocument, format: "pdf" | "xlsx", making: Making): Bytes {
  const rows = elementsOf(document).reduce((sum, { data }) => sum + data.rows.length, 0);
  return documentBytes(document, format, making, rows);
}

async function* documentBytes(
  document: ReportDocument,
  format: "pdf" | "xlsx",
  { signal, onProgress, onNote }: Making,
  count: number,
): AsyncGenerator<Uint8Array> {
  const note = leftOut(document);
  if (note) onNote(note);
  yield await renderDocument(document, format, signal);
  onProgress(count, null);
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
