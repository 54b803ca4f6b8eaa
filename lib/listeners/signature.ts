import { createHmac, timingSafeEqual } from "node:crypto";
import type { ListenerRequest } from "./call";
import type { SignatureInput } from "./signature-schema";

/** What signatures are made by: the scheme, and the key that its secret stands for. */
export type Signer = { scheme: "body"; header: string; key: Buffer } | { scheme: "standard_webhooks"; key: Buffer };

type Scheme = SignatureInput["scheme"];
type Signed = Pick<ListenerRequest, "headers" | "body">;

/** How long ago, or ahead, a signed time may be. */
export const toleranceSeconds = 300;

/** The key's bytes; null for a secret that is none of this scheme: Standard Webhooks writes it in base64, usually behind `whsec_`. */
export function keyOf(scheme: Scheme, secret: string): Buffer | null {
  if (scheme === "body") return Buffer.from(secret);
  const base64 = secret.replace(/^whsec_/, "");
  const isBase64 = base64.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64);
  return isBase64 ? Buffer.from(base64, "base64") : null;
}

/** Why a request is not signed as it should be, in words for the log; null if it is. Compares in constant time. */
export function signatureProblem(signer: Signer, { headers, body }: Signed, now: Date): string | null {
  if (signer.scheme === "body") {
    const given = headers[signer.header]?.trim();
    if (!given) return `the header ${signer.header} is missing`;
    return same(given, hmac(signer.key, [body])) ? null : `the header ${signer.header} does not fit the body`;
  }
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
  const [id, time, signatures] = names.map((name) => headers[name]?.trim());
  if (!id || !time || !signatures) return `the header ${names.find((name) => !headers[name]?.trim())} is missing`;
  if (!/^\d{1,12}$/.test(time)) return "webhook-timestamp is no time in seconds";
  const expected = hmac(signer.key, [`${id}.${time}.`, body]);
  const fits = signatures
    .split(/\s+/)
    .slice(0, 20)
    .some((each) => each.startsWith("v1,") && same(each.slice(3), expected));
  if (!fits) return "webhook-signature does not fit the body";
  const away = Math.abs(now.getTime() / 1000 - Number(time));
  return away <= toleranceSeconds ? null : "webhook-timestamp is more than 5 minutes away from now";
}

/** The headers with which a sender signs this body. */
export function signedHeaders(signer: Signer, body: Uint8Array, { id, at }: { id: string; at: Date }) {
  if (signer.scheme === "body") return { [signer.header]: `sha256=${hmac(signer.key, [body]).toString("hex")}` };
  const time = String(Math.floor(at.getTime() / 1000));
  const signature = hmac(signer.key, [`${id}.${time}.`, body]).toString("base64");
  return { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": `v1,${signature}` };
}

function hmac(key: Buffer, parts: readonly (string | Uint8Array)[]): Buffer {
  const made = createHmac("sha256", key);
  for (const part of parts) made.update(part);
  return made.digest();
}

/** A SHA-256 in hex or in base64, alone or behind `sha256=`; which it is its length says. */
function same(given: string, expected: Buffer): boolean {
  const text = given.replace(/^sha256=/i, "");
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  if (!isHex && !/^[A-Za-z0-9+/]{43}=?$/.test(text)) return false;
  return timingSafeEqual(Buffer.from(text, isHex ? "hex" : "base64"), expected);
}
