/** A file that is sent piece by piece, one in memory at a time. */
export interface Download {
  name: string;
  contentType: string;
  bytes: number;
  pieces: () => AsyncGenerator<Uint8Array>;
}

/** The answer that a browser saves under the file's name (RFC 6266, with a plain name for those who know no other). */
export function downloadOf({ name, contentType, bytes, pieces }: Download): Response {
  const from = pieces();
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const next = await from.next();
      if (next.done) to.close();
      else to.enqueue(next.value);
    },
    cancel: async () => void (await from.return(undefined)),
  });
  const plain = name.replace(/[^\w.-]+/g, "_");
  return new Response(body, {
    headers: {
      "content-type": contentType,
      "content-length": String(bytes),
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeRfc8187(name)}`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}

function encodeRfc8187(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
