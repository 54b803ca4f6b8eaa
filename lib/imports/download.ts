import type { Can } from "@/lib/auth/actor";
import { csvLine, csvStart, csvText } from "@/lib/csv/csv";
import { exportImportRows, getImport, type ImportDetail, type ImportRowResult } from "./queries";
import { verdictWords } from "./states";

/**
 * What became of each row, a download: line, result and why beside the row as it came. Written while it is read.
 * @throws AppError `not_found`, `forbidden`, before anything is sent
 */
export async function downloadImport(actor: Can<"externalData.write">, importId: string): Promise<Response> {
  const found = await getImport(actor, importId);
  const rows = exportImportRows(actor, importId);
  const encoder = new TextEncoder();
  const heads = ["Line", "Result", "Why", ...found.headings];
  const body = new ReadableStream<Uint8Array>({
    start: (to) => to.enqueue(encoder.encode(csvStart + csvLine(heads.map(csvText)))),
    pull: async (to) => {
      const next = await rows.next();
      if (next.done) to.close();
      else to.enqueue(encoder.encode(next.value.map((row) => lineOf(found, row)).join("")));
    },
    cancel: async () => void (await rows.return()),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="import-result-${found.createdAt.slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

function lineOf({ startedAt, state }: ImportDetail, { line, verdict, detail, cells }: ImportRowResult): string {
  const words = verdict
    ? verdictWords[verdict][startedAt ? "done" : "planned"]
    : state === "cancelled"
      ? "Not done"
      : "Waiting";
  return csvLine([String(line), words, csvText(detail ?? ""), ...cells.map(csvText)]);
}
