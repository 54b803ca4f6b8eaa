import { csvLine, csvStart, csvText } from "./csv";

export function csvHeaders(filename: string): Record<string, string> {
  return {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${filename}"`,
    "cache-control": "no-store",
  };
}

/**
 * A file written while it is read: no more of it is in memory than one batch. The first batch is waited for, so that what cannot be
 * answered is thrown and not a broken file. Who stops reading ends `batches` as well.
 * @param heads as people wrote them
 */
export async function csvResponse<Batch>(
  filename: string,
  heads: readonly string[],
  batches: AsyncGenerator<Batch, void, undefined>,
  write: (batch: Batch) => string,
): Promise<Response> {
  const first = await batches.next();
  const encoder = new TextEncoder();
  const begin = csvStart + csvLine(heads.map(csvText));
  const body = new ReadableStream<Uint8Array>({
    start: (to) => {
      to.enqueue(encoder.encode(first.done ? begin : begin + write(first.value)));
      if (first.done) to.close();
    },
    pull: async (to) => {
      const { done, value } = await batches.next();
      if (done) to.close();
      else to.enqueue(encoder.encode(write(value)));
    },
    cancel: async () => void (await batches.return()),
  });
  return new Response(body, { headers: csvHeaders(filename) });
}
