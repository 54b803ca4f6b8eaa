import "server-only";
import { readSignedToken, signedToken } from "@/lib/secrets/signed-token";

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
  return signedToken("unsubscribe", what);
}

/** Null for anything that we did not sign. */
export function readUnsubscribeToken(token: string): Unsubscribe | null {
  const what = readSignedToken("unsubscribe", token);
  if (what?.length !== 16 && what?.length !== 32) return null;
  return { userId: uuidOf(what.subarray(0, 16)), feedbackId: what.length === 32 ? uuidOf(what.subarray(16)) : null };
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
