import { contentDisposition } from "@/lib/exports/file-name";

/** A file that is sent piece by piece, one in memory at a time. */
export interface Download {
  name: string;
  contentType: string;
  bytes: number;
  pieces: () => AsyncGenerator<Uint8Array>;
}

/** The answer that a browser saves under the file's name; to a question for its head alone, without the file. */
export function downloadOf(request: Request, { name, contentType, bytes, pieces }: Download): Response {
  const from = pieces();
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const next = await from.next();
      if (next.done) to.close();
      else to.enqueue(next.value);
    },
    cancel: async () => void (await from.return(undefined)),
  });
  return new Response(request.method === "HEAD" ? null : body, {
    headers: {
      "content-type": contentType,
      "content-length": String(bytes),
      "content-disposition": contentDisposition(name),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
