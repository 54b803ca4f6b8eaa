import { contentDisposition } from "@/lib/csv/content-disposition";
import { readRange } from "./byte-range";

/** A file that is sent piece by piece, one in memory at a time. */
export interface Download {
  name: string;
  contentType: string;
  bytes: number;
  /** From a byte on, and up to before another; all of it by default. */
  pieces: (from?: number, to?: number) => AsyncGenerator<Uint8Array>;
  /** Names bytes that never change. With it, `pieces` can begin anywhere, so that a download that broke off is gone on with. */
  tag?: string;
}

/**
 * The answer that a browser saves under the file's name; to a question for its head alone, without the file; to one for a range (RFC
 * 9110, section 14, one range) that part of it.
 */
export function downloadOf(request: Request, { name, contentType, bytes, pieces, tag }: Download): Response {
  const headers = {
    "content-type": contentType,
    "content-disposition": contentDisposition(name),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
    ...(tag !== undefined && { etag: `"${tag}"`, "accept-ranges": "bytes" }),
  };
  const range = tag === undefined ? null : readRange(request.headers, bytes, `"${tag}"`);
  if (range === "outside")
    return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${bytes}` } });
  const { from, to } = range ?? { from: 0, to: bytes };
  return new Response(request.method === "HEAD" ? null : streamOf(pieces(from, to)), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      "content-length": String(to - from),
      ...(range && { "content-range": `bytes ${from}-${to - 1}/${bytes}` }),
    },
  });
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const next = await pieces.next();
      if (next.done) to.close();
      else to.enqueue(next.value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
