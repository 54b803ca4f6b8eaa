import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { secretKey } from "@/lib/env/env";

/**
 * Bytes that we can tell to be ours, as a text for an address: whoever holds it may do what its purpose says and nothing else. It is good
 * for as long as `SECRET_KEY` stays; what shall end sooner says so in its bytes.
 */
export function signedToken(purpose: string, what: Uint8Array): string {
  return Buffer.concat([what, signatureOf(purpose, what)]).toString("base64url");
}

/** What was signed for this purpose; null for anything else. */
export function readSignedToken(purpose: string, token: string): Buffer | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length <= signatureBytes) return null;
  const what = bytes.subarray(0, -signatureBytes);
  return timingSafeEqual(bytes.subarray(-signatureBytes), signatureOf(purpose, what)) ? what : null;
}

const signatureBytes = 16;

function signatureOf(purpose: string, what: Uint8Array): Buffer {
  const key = Buffer.from(hkdfSync("sha256", secretKey(), "", `fieldpost ${purpose} links`, 32));
  return createHmac("sha256", key).update(what).digest().subarray(0, signatureBytes);
}
