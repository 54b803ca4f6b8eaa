import "server-only";
import { timingSafeEqual } from "node:crypto";
import { digestOf } from "./key-text";
import { listenerToken } from "./listener-token";

/** The API key a listener names, as far as judging a credential needs it. */
export interface JudgedKey {
  id: string;
  enabled: boolean;
  expiresAt: Date | null;
  secrets: readonly { version: number; digest: Uint8Array; validUntil: Date | null }[];
}

export function isUsable(key: JudgedKey, now: Date): boolean {
  return key.enabled && (key.expiresAt === null || key.expiresAt > now) && liveSecrets(key, now).length > 0;
}

/**
 * What the presented text is: the key itself, the token of this listener, or neither. Takes as long for a wrong text as for a right one,
 * and for a key that is off as for one that is on.
 */
export function judgeCredential(
  presented: string,
  key: JudgedKey,
  listenerId: string,
  now: Date,
): "key" | "token" | null {
  const digest = digestOf(presented);
  let found: "key" | "token" | null = null;
  for (const { version, digest: kept } of liveSecrets(key, now)) {
    if (equal(digest, kept)) found = "key";
    if (equal(digest, digestOf(listenerToken(key.id, version, listenerId)))) found = "token";
  }
  return isUsable(key, now) ? found : null;
}

function liveSecrets(key: JudgedKey, now: Date) {
  return key.secrets.filter(({ validUntil }) => validUntil === null || validUntil > now);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
