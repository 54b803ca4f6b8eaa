import type { Can } from "@/lib/auth/actor";
import { isChart } from "@/lib/charts/draw-chart";
import { renderPdf } from "@/lib/documents/pdf";
import { cutNote, elementsOf, type ReportDocument, type WholeTable } from "@/lib/documents/report-document";
import { fullNote, reportXlsx } from "@/lib/documents/xlsx";
import { streamXlsx } from "@/lib/documents/xlsx-stream";
import { wholeReportXlsx } from "@/lib/documents/xlsx-whole";
import { mostRows } from "@/lib/elements/answer";
import type { ElementQuestion } from "@/lib/elements/question";
import { wholeSummary } from "@/lib/elements/whole-summary";
import { elementQuestion, readElement } from "@/lib/reports/read-element";
import { counted, elementCsv, isSummary } from "./element-csv";
import { listDocument } from "./list-document";
import type { Making } from "./making";
import { reportCsv } from "./report-csv";
import { reportDocument } from "./report-document";
import type { ExportFormat } from "./states";
import type { Subject } from "./subject";
import { recordRows, recordsCsv, recordsOfElement, recordsOfList, type WholeRecords } from "./whole-list";

type Bytes = AsyncIterable<Uint8Array>;
type ReportSubject = Extract<Subject, { kind: "report" }>;

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

/** Of an element of a workbook: what is longer has no chart that anyone could read, and is written while it is read. */
const mostTableRows = 10_000;

async function elementBytes(
  actor: Can<"reports.read">,
  { name, report, element, viewed }: Extract<Subject, { kind: "element" }>,
  format: ExportFormat,
  making: Making,
): Promise<Bytes> {
  const question = await elementQuestion(actor, element, viewed.chosen);
  if (format === "csv") return elementCsv(question, making);
  if (format === "xlsx" && !isSummary(question)) return wholeRecords(recordsOfElement(question), name, format, making);
  // Alone, what cannot be read is no file that says so.
  await readElement(actor, element, viewed);
  const rows = format === "xlsx" ? mostTableRows : mostRows;
  const options = { viewed, rows, elementIds: [element.id], signal: making.signal };
  const document = await reportDocument(actor, report, options);
  if (format === "xlsx" && isTooLong(question, document)) return longXlsx(question, name, making);
  return rowsBytes(document, format, making);
}

function isTooLong({ definition }: ElementQuestion, document: ReportDocument): boolean {
  return definition.limit === null && elementsOf(document).some(({ data }) => data.isCut);
}

async function longXlsx(question: ElementQuestion, name: string, making: Making): Promise<Bytes> {
  if (isChart(question.definition.style))
    making.onNote(`It has more than ${mostTableRows.toLocaleString("en")} rows, so there is no chart beside them.`);
  const { columns, rows } = await wholeSummary(question, { signal: making.signal, waits: true });
  return streamXlsx(columns, counted(rows, making), { sheetName: name, zone: question.source.zone });
}

async function reportBytes(
  actor: Can<"reports.read">,
  { report, viewed }: ReportSubject,
  format: ExportFormat,
  making: Making,
): Promise<Bytes> {
  if (format === "csv") return reportCsv(actor, { report, viewed }, making);
  if (format === "xlsx") return reportWorkbook(actor, { report, viewed }, making);
  const document = await reportDocument(actor, report, {
    viewed,
    signal: making.signal,
    onElement: making.onProgress,
  });
  return documentBytes(document, format, making, elementsOf(document).length);
}

/** All rows of each element: what is long is written while it is read, when the others are. */
async function* reportWorkbook(
  actor: Can<"reports.read">,
  { report, viewed }: Pick<ReportSubject, "report" | "viewed">,
  making: Making,
): AsyncGenerator<Uint8Array> {
  const { signal, onProgress, onNote } = making;
  const document = await reportDocument(actor, report, {
    viewed,
    signal,
    rows: mostTableRows,
    onElement: onProgress,
    whole: (question) => wholeTable(question, making),
  });
  const elements = elementsOf(document);
  let done = elements.filter(({ whole }) => !whole).length;
  onProgress(done, elements.length);
  yield* wholeReportXlsx(document, {
    onWritten: ({ name }, written) => {
      onProgress((done += 1), elements.length);
      if (written.isFull) onNote(`${name}: ${fullNote(written)} ${everyRow.xlsx}`);
    },
  });
  onProgress(elements.length, elements.length);
}

async function wholeTable(question: ElementQuestion, { signal, onNote }: Making): Promise<WholeTable> {
  if (isSummary(question)) return wholeSummary(question, { signal, waits: true });
  const records = recordsOfElement(question);
  return { columns: records.columns, rows: recordRows(records, { signal, onNote, onProgress: () => undefined }) };
}

/** A workbook with the first rows of each element, and what it leaves out: for a mail, where all would be too much. */
export async function shortWorkbook(
  actor: Can<"reports.read">,
  { report, viewed }: Pick<ReportSubject, "report" | "viewed">,
): Promise<{ bytes: Uint8Array; note: string }> {
  const document = await reportDocument(actor, report, { viewed, rows: mostTableRows });
  return { bytes: await reportXlsx(document), note: leftOut(document, "xlsx") };
}

function wholeRecords(records: WholeRecords, name: string, format: "csv" | "xlsx", making: Making): Bytes {
  if (format === "csv") return recordsCsv(records, making);
  const { source, columns } = records;
  return streamXlsx(columns, recordRows(records, making), { sheetName: name, zone: source.zone });
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
  const note = leftOut(document, format);
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

/** The way to the rest. */
const everyRow = {
  pdf: "Choose CSV to get every row.",
  xlsx: "Choose CSV, or export the element alone, to get every row.",
} as const;

/** What stands in the document where it happens, said beside the file as well. */
function leftOut(document: ReportDocument, format: "pdf" | "xlsx"): string {
  const cuts = elementsOf(document).flatMap(({ name, data }) => {
    const cut = cutNote({ data }, data.rows.length);
    return cut ? [`${name}: ${cut}`] : [];
  });
  if (cuts.length === 0) return "";
  const more = cuts.length > 3 ? `And ${cuts.length - 3} more elements.` : "";
  return [...cuts.slice(0, 3), more, everyRow[format]].filter(Boolean).join(" ");
}
