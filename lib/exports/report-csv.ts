import type { Can } from "@/lib/auth/actor";
import { csvStart } from "@/lib/csv/csv";
import { zipOf, type ZipEntry } from "@/lib/documents/zip";
import type { ElementQuestion } from "@/lib/elements/question";
import { AppError } from "@/lib/errors/app-error";
import { controlWords } from "@/lib/reports/control-fields";
import type { Report, ReportElement } from "@/lib/reports/queries";
import { elementQuestion, type Viewed } from "@/lib/reports/read-element";
import { elementCsv } from "./element-csv";
import { elementNotes, narrowedWords } from "./filter-notes";
import type { Making } from "./making";
import { namesInPackage } from "./names-in-package";
import { asOfWords, placeName } from "./report-document";

interface ReportToWrite {
  report: Report;
  viewed: Viewed;
}

type Bytes = AsyncGenerator<Uint8Array, void, undefined>;

/**
 * A report as one package: a CSV file of every row for each element, in their order, and, where something is to be said of them, a file that
 * says it: which filters applied, which could not, why an element could not be read. @throws what ends the reading of an element after its
 * first rows are written
 */
export function reportCsv(actor: Can<"reports.read">, { report, viewed }: ReportToWrite, making: Making): Bytes {
  return zipOf(entriesOf(actor, { report, viewed }, making));
}

async function* entriesOf(
  actor: Can<"reports.read">,
  { report, viewed }: ReportToWrite,
  { signal, onProgress, onNote }: Making,
): AsyncGenerator<ZipEntry, void, undefined> {
  const elements = report.blocks.filter((block) => block.kind === "element");
  const names = namesInPackage(elements.map(({ name }) => name));
  const words = await controlWords(actor, report);
  const questions: ElementQuestion[] = [];
  const notes: FileNotes[] = [];
  const missing: string[] = [];
  onProgress(0, elements.length);
  for (const [n, element] of elements.entries()) {
    signal.throwIfAborted();
    const begin = await begun(actor, element, viewed, { signal, onProgress: () => undefined, onNote });
    if (typeof begin === "string") missing.push(`“${element.name}”: ${begin}`);
    else {
      const name = `${names[n]}.csv`;
      questions.push(begin.question);
      notes.push({ name, notes: elementNotes(begin.question, viewed.chosen, words) });
      yield { name, bytes: begin.bytes };
    }
    onProgress(n + 1, elements.length);
  }
  if (missing.length > 0) onNote(`Not in it: ${missing.slice(0, 3).join(" ")}${andMore(missing.length - 3)}`);
  const said = [...narrowedWords(viewed.chosen, questions, words), ...notes.flatMap(fileWords), ...notRead(missing)];
  if (elements.length === 0) said.push("This report has no elements, so there is nothing in this package.");
  if (said.length === 0) return;
  const head = [report.name, [await placeName(actor), ...asOfWords(actor, [])].join(" · ")];
  yield { name: "READ ME.txt", bytes: [Buffer.from(csvStart + [...head, ...said, ""].join("\r\n\r\n"))] };
}

/** What is to be said of one of the files. */
interface FileNotes {
  name: string;
  notes: string[];
}

function fileWords({ name, notes }: FileNotes): string[] {
  return notes.length > 0 ? [[name, ...notes].join("\r\n")] : [];
}

function notRead(missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  return [["These elements of the report could not be read and are not in this package:", ...missing].join("\r\n")];
}

/** Its bytes once the first of them are there; why it cannot be read, where it cannot. */
async function begun(
  actor: Can<"reports.read">,
  element: ReportElement,
  viewed: Viewed,
  making: Making,
): Promise<{ question: ElementQuestion; bytes: AsyncIterable<Uint8Array> } | string> {
  try {
    const question = await elementQuestion(actor, element, viewed.chosen);
    const bytes = elementCsv(question, making);
    return { question, bytes: goOn(await bytes.next(), bytes) };
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Whoever ends it, however early, ends what it reads from. */
function goOn(first: IteratorResult<Uint8Array, void>, rest: Bytes): AsyncIterable<Uint8Array> {
  let next: typeof first | null = first;
  const take = async () => {
    const taken = next ?? (await rest.next());
    next = null;
    return taken;
  };
  return { [Symbol.asyncIterator]: () => ({ next: take, return: () => rest.return() }) };
}

function andMore(count: number): string {
  return count > 0 ? ` And ${count} more, see READ ME.txt in it.` : "";
}
