import path from "node:path";
import { Worker } from "node:worker_threads";
import { fontsFor } from "./fonts";
import { pdfContent } from "./pdf-content";
import type { PdfOrder } from "./pdf-thread";
import type { ReportDocument } from "./report-document";

const folder = path.join(process.cwd(), "lib/documents");

/**
 * A report as a tagged PDF (PDF/UA-1) with embedded fonts. An element has at most `pdfRows` rows in it, and says so. It is set in a
 * thread of its own; aborting ends that. The charts are drawn here, one at a time, so that nothing waits longer than one takes.
 */
export async function renderPdf(report: ReportDocument, signal?: AbortSignal): Promise<Uint8Array> {
  const content = await pdfContent(report, signal);
  const text = JSON.stringify(content);
  const { files, families } = fontsFor(text);
  return await set(
    { folder, template: "pdf.typ", content: JSON.stringify({ ...content, families }), fontFiles: files },
    signal,
  );
}

async function set(order: PdfOrder, signal?: AbortSignal): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const thread = new Worker(path.join(folder, "pdf-thread.ts"), { workerData: order });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      thread.once("message", resolve);
      thread.once("error", (cause) => reject(new Error("The PDF could not be set.", { cause })));
      thread.once("exit", () => reject(new Error("The PDF could not be set: its thread ended.")));
    });
  } finally {
    void thread.terminate();
  }
}
