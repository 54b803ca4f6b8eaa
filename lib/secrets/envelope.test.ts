import fc from "fast-check";
import { expect, test } from "vitest";
import { open, seal, WrongKeyError } from "./envelope";

const key = "a key that is only ever used here, 1";

test("what was sealed opens again, whatever it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(open(seal(text, "macro:1", key), "macro:1", key)).toBe(text);
    }),
  );
});

test("the same value never looks the same twice, and never shows", () => {
  const sealed = [seal("hunter2-hunter2", "a:1", key), seal("hunter2-hunter2", "a:1", key)];
  expect(Buffer.from(sealed[0]!).equals(Buffer.from(sealed[1]!))).toBe(false);
  expect(Buffer.from(sealed[0]!).includes("hunter2")).toBe(false);
});

test("a ciphertext that was moved to another row does not open", () => {
  expect(() => open(seal("x", "macro:1", key), "macro:2", key)).toThrow();
});

test("a single changed bit does not open", () => {
  const sealed = seal("secret", "macro:1", key);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed);
    changed[at] = changed[at]! ^ 1;
    expect(() => open(changed, "macro:1", key)).toThrow();
  }
});

test("another SECRET_KEY is named as the reason", () => {
  expect(() => open(seal("x", "macro:1", key), "macro:1", "another key of at least 32 letters")).toThrow(WrongKeyError);
});

test("too short is refused", () => {
  expect(() => open(new Uint8Array(3), "macro:1", key)).toThrow("not a sealed secret");
});
