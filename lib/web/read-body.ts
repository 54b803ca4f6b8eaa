import type { IncomingMessage } from "node:http";

/**
 * Reads a request body up to `limit` bytes. A longer one is cut and the rest is neither kept nor waited for. Rejects if the
 * sender goes away; how long it may take is the server's limit.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<{ body: Uint8Array; truncated: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  return await new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      request.removeAllListeners("data");
      resolve({ body: Buffer.concat(chunks), truncated: true });
    });
    request.once("end", () => resolve({ body: Buffer.concat(chunks), truncated: false }));
    request.once("error", reject);
    request.once("close", () => reject(new Error("The sender went away before the body was complete")));
  });
}
