import { createHash, randomBytes } from "node:crypto";
import { invitationDays } from "./schema";

/** A new link: the token is told once, by mail, and only its digest is kept. */
export function newToken(now = new Date()): { token: string; digest: Uint8Array<ArrayBuffer>; expiresAt: Date } {
  const token = randomBytes(32).toString("base64url");
  return { token, digest: digestOf(token), expiresAt: new Date(now.getTime() + invitationDays * 86_400_000) };
}

/** SHA-256: 256 random bits need no slow hash. */
export function digestOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
