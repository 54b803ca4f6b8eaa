import { expect, test } from "vitest";
import { isAddressOrRange, isAllowedAddress } from "./ip-list";
import { judgeCredential, type JudgedKey } from "./credential";
import { digestOf, makeKeyText, publicIdOf } from "./key-text";
import { listenerToken } from "./listener-token";

const now = new Date("2026-10-01T00:00:00Z");
const later = new Date("2026-10-08T00:00:00Z");
const earlier = new Date("2026-09-30T00:00:00Z");

test("a key has its four parts, no two are alike, and a typo breaks the checksum", () => {
  const { key, publicId, last4 } = makeKeyText();
  expect(key).toMatch(/^fp_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/);
  expect(publicIdOf(key)).toBe(publicId);
  expect(key.endsWith(last4)).toBe(true);
  expect(makeKeyText().key).not.toBe(key);
  const typo = key.slice(0, 20) + (key[20] === "a" ? "b" : "a") + key.slice(21);
  expect(publicIdOf(typo)).toBeNull();
  expect(publicIdOf("fp_nothing")).toBeNull();
});

const made = makeKeyText();
const old = makeKeyText();
const key: JudgedKey = {
  id: "k",
  enabled: true,
  expiresAt: null,
  secrets: [
    { version: 1, digest: old.digest, validUntil: later },
    { version: 2, digest: made.digest, validUntil: null },
  ],
};

test.each([
  ["the key", made.key, key, "key"],
  ["the key before the rotation", old.key, key, "key"],
  ["the token", listenerToken("k", 2, "listener"), key, "token"],
  ["the token before the rotation", listenerToken("k", 1, "listener"), key, "token"],
  ["a token of another listener", listenerToken("k", 2, "other"), key, null],
  ["a token of a version to come", listenerToken("k", 3, "listener"), key, null],
  ["another key", makeKeyText().key, key, null],
  ["nothing", "", key, null],
  ["the key when it is off", made.key, { ...key, enabled: false }, null],
  ["the key when it has expired", made.key, { ...key, expiresAt: now }, null],
  ["the key that expires later", made.key, { ...key, expiresAt: later }, "key"],
  [
    "an old key after its overlap",
    old.key,
    { ...key, secrets: [{ version: 1, digest: old.digest, validUntil: earlier }] },
    null,
  ],
] as const)("judges %s", (_name, presented, judged, answer) => {
  expect(judgeCredential(presented, judged, "listener", now)).toBe(answer);
});

test("a digest is never longer than SHA-256, whatever is presented", () => {
  expect(digestOf("x".repeat(100_000))).toHaveLength(32);
});

test.each([
  ["203.0.113.9", [], true],
  ["203.0.113.9", ["203.0.113.0/24"], true],
  ["203.0.114.9", ["203.0.113.0/24"], false],
  ["::ffff:203.0.113.9", ["203.0.113.9"], true],
  ["2001:db8::1", ["2001:db8::/32", "10.0.0.1"], true],
  ["2001:db9::1", ["2001:db8::/32"], false],
  ["", ["10.0.0.1"], false],
])("address %s with the list %j: %s", (ip, list, allowed) => {
  expect(isAllowedAddress(ip, list)).toBe(allowed);
});

test.each([
  ["10.0.0.1", true],
  ["10.0.0.0/8", true],
  ["::1", true],
  ["2130706433", false],
  ["10.0.0.0/33", false],
  ["example.com", false],
])("%s in an allow list: %s", (text, valid) => {
  expect(isAddressOrRange(text)).toBe(valid);
});
