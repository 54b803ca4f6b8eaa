import { contentDisposition } from "./content-disposition";
import { csvLine, csvStart, csvText } from "./csv";

export function csvHeaders(filename: string): Record<string, string> {
  return {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": contentDisposition(filename),
    "cache-control": "no-store",
  };
}

/**
 * A file written while it is read: no more of it is in memory than one piece. The first is waited for, so that what cannot be answered is
 * thrown and not a broken file. Who stops reading ends `lines` as well.
 * @param heads as people wrote them
 */
export async function csvResponse(
  filename: string,
  heads: readonly string[],
  lines: AsyncGenerator<string | Uint8Array, void, undefined>,
): Promise<Response> {
  const first = await lines.next();
  const encoder = new TextEncoder();
  const bytes = (piece: string | Uint8Array) => (typeof piece === "string" ? encoder.encode(piece) : piece);
  const body = new ReadableStream<Uint8Array>({
    start: (to) => {
      to.enqueue(bytes(csvStart + csvLine(heads.map(csvText))));
      if (first.done) to.close();
      else to.enqueue(bytes(first.value));
    },
    pull: async (to) => {
      const { done, value } = await lines.next();
      if (done) to.close();
      else to.enqueue(bytes(value));
    },
    cancel: async () => void (await lines.return()),
  });
  return new Response(body, { headers: csvHeaders(filename) });
}
