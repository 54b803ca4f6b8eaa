import path from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/errors/app-error";
import { fontsFor } from "./fonts";
import { pdfContent } from "./pdf-content";
import type { PdfOrder } from "./pdf-thread";
import type { ReportDocument } from "./report-document";

const folder = path.join(process.cwd(), "lib/documents");

/**
 * A report as a tagged PDF (PDF/UA-1) with embedded fonts. An element has at most `pdfRows` rows in it, and says so. It is set in a
 * thread of its own; aborting ends that, and `longest` does. The charts are drawn here, one at a time, so that nothing waits longer than one takes.
 * @throws AppError `invalid` when it is not set within `longest` milliseconds
 */
export async function renderPdf(
  report: ReportDocument,
  signal?: AbortSignal,
  longest = usuallyLongest,
): Promise<Uint8Array> {
  const content = await pdfContent(report, signal);
  const text = JSON.stringify(content);
  const { files, families } = fontsFor(text);
  return await set(
    { folder, template: "pdf.typ", content: JSON.stringify({ ...content, families }), fontFiles: files },
    AbortSignal.timeout(longest),
    signal,
  );
}

/** Milliseconds. A report of fourteen elements takes less than one second; what takes as long as this hangs. */
const usuallyLongest = 120_000;

function notInTime(): AppError {
  return new AppError(
    "invalid",
    "This report took too long to be set as a PDF. Take its largest table out, or choose Excel (XLSX).",
  );
}

async function set(order: PdfOrder, tooLong: AbortSignal, signal?: AbortSignal): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const ended = signal ? AbortSignal.any([signal, tooLong]) : tooLong;
  const thread = new Worker(path.join(folder, "pdf-thread.ts"), { workerData: order });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      ended.addEventListener("abort", () => reject(tooLong.aborted ? notInTime() : (ended.reason as Error)), {
        once: true,
      });
      thread.once("message", resolve);
      thread.once("error", (cause) => reject(new Error("The PDF could not be set.", { cause })));
      thread.once("exit", () => reject(new Error("The PDF could not be set: its thread ended.")));
    });
  } finally {
    void thread.terminate();
  }
}
