import type { Can } from "@/lib/auth/actor";
import { csvStart } from "@/lib/csv/csv";
import { zipOf, type ZipEntry } from "@/lib/documents/zip";
import { AppError } from "@/lib/errors/app-error";
import type { Report, ReportElement } from "@/lib/reports/queries";
import { elementQuestion, type Viewed } from "@/lib/reports/read-element";
import { elementCsv } from "./element-csv";
import type { Making } from "./making";
import { namesInPackage } from "./names-in-package";

interface ReportToWrite {
  report: Report;
  viewed: Viewed;
}

type Bytes = AsyncGenerator<Uint8Array, void, undefined>;

/**
 * A report as one package: a CSV file of every row for each element, in their order, and, where some could not be read, a file that says
 * why. @throws what ends the reading of an element after its first rows are written
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
  const missing: string[] = [];
  onProgress(0, elements.length);
  for (const [n, element] of elements.entries()) {
    signal.throwIfAborted();
    const bytes = await begun(actor, element, viewed, { signal, onProgress: () => undefined, onNote });
    if (typeof bytes === "string") missing.push(`“${element.name}”: ${bytes}`);
    else yield { name: `${names[n]}.csv`, bytes };
    onProgress(n + 1, elements.length);
  }
  if (missing.length > 0) onNote(`Not in it: ${missing.slice(0, 3).join(" ")}${andMore(missing.length - 3)}`);
  if (missing.length > 0 || elements.length === 0)
    yield { name: "READ ME.txt", bytes: [Buffer.from(readMe(report.name, missing))] };
}

/** Its bytes once the first of them are there; why it cannot be read, where it cannot. */
async function begun(
  actor: Can<"reports.read">,
  element: ReportElement,
  viewed: Viewed,
  making: Making,
): Promise<AsyncIterable<Uint8Array> | string> {
  try {
    const bytes = elementCsv(await elementQuestion(actor, element, viewed.chosen), making);
    return goOn(await bytes.next(), bytes);
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

function readMe(name: string, missing: readonly string[]): string {
  const words =
    missing.length > 0
      ? ["These elements of the report could not be read and are not in this package:", "", ...missing]
      : ["This report has no elements, so there is nothing in this package."];
  return csvStart + [name, "", ...words, ""].join("\r\n");
}

function andMore(count: number): string {
  return count > 0 ? ` And ${count} more, see READ ME.txt in it.` : "";
}
