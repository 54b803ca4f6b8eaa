import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { secretKey } from "@/lib/env/env";

/** What a link at the end of a mail ends: mail about one ticket, or all mail that may be turned off. */
export interface Unsubscribe {
  userId: string;
  feedbackId: string | null;
}

/**
 * The signed part of such a link. It works without signing in and for as long as `SECRET_KEY` stays: an old mail has to be answerable
 * too. It opens nothing else.
 */
export function unsubscribeToken({ userId, feedbackId }: Unsubscribe): string {
  const what = Buffer.concat([bytesOf(userId), ...(feedbackId ? [bytesOf(feedbackId)] : [])]);
  return Buffer.concat([what, signatureOf(what)]).toString("base64url");
}

/** Null for anything that we did not sign. */
export function readUnsubscribeToken(token: string): Unsubscribe | null {
  const bytes = Buffer.from(token, "base64url");
  const what = bytes.subarray(0, -signatureBytes);
  if (what.length !== 16 && what.length !== 32) return null;
  if (!timingSafeEqual(bytes.subarray(-signatureBytes), signatureOf(what))) return null;
  return { userId: uuidOf(what.subarray(0, 16)), feedbackId: what.length === 32 ? uuidOf(what.subarray(16)) : null };
}

const signatureBytes = 16;

function signatureOf(what: Uint8Array): Buffer {
  const key = Buffer.from(hkdfSync("sha256", secretKey(), "", "fieldpost unsubscribe links", 32));
  return createHmac("sha256", key).update(what).digest().subarray(0, signatureBytes);
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
