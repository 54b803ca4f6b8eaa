import { storableText } from "@/lib/json/sanitise";
import type { ListenerRequest } from "./call";
import { presentedBy } from "./credentials";
import type { ListenerSignature } from "./signature-schema";

const hidden = "•••";
const secretName =
  /^(authorization|proxy-authorization|cookie|set-cookie|.*(token|secret|password|api-?key|signature).*)$/i;

/** A request as it may be written down: no credential in it, and nothing PostgreSQL refuses. */
export interface MaskedRequest {
  url: string;
  headers: Record<string, string>;
  raw: Uint8Array<ArrayBuffer>;
  /** Masks whatever else is taken from the request. */
  text: (given: string) => string;
}

export function maskedRequest(request: ListenerRequest, signature: ListenerSignature | null): MaskedRequest {
  const signedIn = signature?.scheme === "body" ? signature.header : null;
  const secrets = presentedBy(request)
    .map(({ text }) => text)
    .filter((text) => text.length >= 8);
  const text = (given: string) =>
    storableText(secrets.reduce((kept, secret) => kept.replaceAll(secret, hidden), given));
  const query = [...request.query].map(([name, value]) => `${name}=${secretName.test(name) ? hidden : text(value)}`);
  const path = [request.key, ...(request.value === null ? [] : [request.value])].join("/");
  const headers = Object.entries(request.headers).map(([name, value = ""]) => [
    storableText(name),
    secretName.test(name) || name === signedIn ? hidden : text(value),
  ]);
  return {
    url: `/api/listeners/${text(path)}${query.length > 0 ? `?${query.join("&")}` : ""}`.slice(0, 8000).toWellFormed(),
    headers: Object.fromEntries(headers) as Record<string, string>,
    raw: maskedBytes(request.body, secrets),
    text,
  };
}

/** The body with every presented credential overwritten by as many `*`. */
function maskedBytes(body: Uint8Array, secrets: readonly string[]): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(body);
  for (const secret of secrets) {
    const length = Buffer.byteLength(secret);
    for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at + length))
      bytes.fill("*", at, at + length);
  }
  return new Uint8Array(bytes);
}
