import { z } from "zod";
import { isSecretHeader, MASK, maskUrl } from "@/lib/secrets/redact";
import type { ShownRequest } from "./schema";

const header = z.union([
  z.strictObject({ name: z.string(), value: z.string() }),
  z.strictObject({ name: z.string(), secretId: z.string() }),
]);

/**
 * A rendered request as it is kept and sent again byte for byte: secrets are references, filled in at the socket. `url` of a secret
 * address is what may be shown of it.
 */
const savedRequest = z.strictObject({
  method: z.string(),
  url: z.string(),
  urlSecretId: z.string().nullable(),
  headers: z.array(header),
  body: z.string().nullable(),
});
export type SavedRequest = z.infer<typeof savedRequest>;

export function encodeRequest(request: SavedRequest): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(JSON.stringify(request)));
}

export function decodeRequest(bytes: Uint8Array): SavedRequest {
  return savedRequest.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
}

export function secretIdsOf(request: SavedRequest): string[] {
  const inHeaders = request.headers.flatMap((entry) => ("secretId" in entry ? [entry.secretId] : []));
  return request.urlSecretId ? [request.urlSecretId, ...inHeaders] : inHeaders;
}

export interface FilledRequest {
  method: string;
  url: string;
  headers: [string, string][];
  body: string | null;
}

/** The request as it goes out; null when a secret it needs is gone. */
export function fillSecrets(request: SavedRequest, secrets: ReadonlyMap<string, string>): FilledRequest | null {
  if (secretIdsOf(request).some((id) => !secrets.has(id))) return null;
  return {
    method: request.method,
    url: request.urlSecretId ? (secrets.get(request.urlSecretId) ?? "") : request.url,
    headers: request.headers.map((entry) => [
      entry.name,
      "secretId" in entry ? (secrets.get(entry.secretId) ?? "") : entry.value,
    ]),
    body: request.body,
  };
}

/** The request as people see it. */
export function showRequest(request: SavedRequest): ShownRequest {
  return {
    method: request.method,
    url: maskUrl(request.url),
    headers: request.headers.map((entry) =>
      "secretId" in entry || isSecretHeader(entry.name)
        ? { name: entry.name, value: MASK, secret: true }
        : { ...entry, secret: false },
    ),
    body: request.body,
  };
}
