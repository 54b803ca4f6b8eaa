import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env/env";

/**
 * The credential in a listener's copied URL. Derived, so that it can be shown again, opens this listener only, and dies with this
 * version of its API key.
 */
export function listenerToken(apiKeyId: string, version: number, listenerId: string): string {
  return createHmac("sha256", derivedKey())
    .update(`listener-token|${apiKeyId}|${version}|${listenerId}`)
    .digest("base64url");
}

let made: { from: string; key: Buffer } | undefined;

function derivedKey(): Buffer {
  const from = env.SECRET_KEY;
  if (!from) throw new Error("SECRET_KEY is not set. npm start makes one; a process run alone needs it.");
  if (made?.from !== from)
    made = { from, key: Buffer.from(hkdfSync("sha256", from, "", "fieldpost listener tokens", 32)) };
  return made.key;
}
