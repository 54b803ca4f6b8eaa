import "server-only";
import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** A key as it is shown once, and what is kept of it. */
export interface KeyText {
  key: string;
  /** By which a presented key is found. */
  publicId: string;
  /** SHA-256 of the whole key: 190 random bits need no slow hash. */
  digest: Uint8Array<ArrayBuffer>;
  last4: string;
}

/** `fp_<8 public>_<32 secret>_<checksum>`, base62. The checksum tells a mistyped key from a wrong one, also to secret scanners. */
export function makeKeyText(): KeyText {
  const publicId = randomText(8);
  const body = `fp_${publicId}_${randomText(32)}`;
  const key = `${body}_${checksum(body)}`;
  return { key, publicId, digest: digestOf(key), last4: key.slice(-4) };
}

/** The public part of a well-formed key, else null. */
export function publicIdOf(key: string): string | null {
  const found = /^(fp_([0-9A-Za-z]{8})_[0-9A-Za-z]{32})_([0-9A-Za-z]{6})$/.exec(key);
  return found && checksum(found[1] ?? "") === found[3] ? (found[2] ?? null) : null;
}

export function digestOf(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(key).digest());
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

function checksum(text: string): string {
  let left = crc32(text);
  let written = "";
  for (let place = 0; place < 6; place++) {
    written = (alphabet[left % alphabet.length] ?? "0") + written;
    left = Math.floor(left / alphabet.length);
  }
  return written;
}
