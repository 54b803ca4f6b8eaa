import { expect, test } from "vitest";
import { lettered } from "./lettered";

const text = (content: string, attributes = "") => `<svg><text font-size="10"${attributes}>${content}</text></svg>`;
const runs = (content: string, attributes?: string) =>
  [...lettered(text(content, attributes)).matchAll(/<(?:tspan|text)[^>]* font-family="([^"]+)"[^>]*>([^<]*)</g)].map(
    ([, family, part]) => [family, part],
  );

test("each piece of a text has a font that has all its letters, and what one font joins is one piece", () => {
  expect(runs("سلام الآن abc")).toEqual([
    ["Noto Naskh Arabic", "سلام الآن"],
    ["Inter", " abc"],
  ]);
  expect(runs("Bug ไทย 12, हिन्दी!")).toEqual([
    ["Inter", "Bug "],
    ["Noto Sans Thai", "ไทย 12, "],
    // Letters side by side in one grapheme would be taken for as wide as one of them.
    ["Noto Sans Devanagari", "हि"],
    ["Noto Sans Devanagari", "न्दी"],
    ["Noto Sans Devanagari", "!"],
  ]);
  expect(runs("👩‍👩‍👧 🇩🇪")).toEqual([
    ["Noto Emoji", "👩‍👩‍👧"],
    ["Inter", " "],
    ["Noto Emoji", "🇩🇪"],
  ]);
  expect(runs("日本語")).toEqual([["Noto Sans Japanese", "日本語"]]);
});

test("what is read from right to left stands in that order, piece by piece, with its numbers and brackets", () => {
  const seen = (content: string) => runs(content).map(([, part]) => part);
  expect(seen("שלום עולם")).toEqual(["שלום עולם"]);
  expect(seen("v2 תקלה (12) חדשה, ok")).toEqual(["v2 ", "חדשה", " ", "(", "12", ")", " ", "תקלה", ", ok"]);
  expect(seen("תקלה 1.5%")).toEqual(["1.5%", " ", "תקלה"]);
  expect(seen("תקלה\u200e · 2,222 (3%)")).toEqual(["תקלה", " · 2,222 (3%)"]);
  expect(seen("תקלה (abc)")).toEqual(["תקלה", " (abc)"]);
  expect(seen("חדש 👩‍👩‍👧 🇩🇪 שלום")).toEqual(["שלום", " ", "🇩🇪", " ", "👩‍👩‍👧", " ", "חדש"]);
  // One font has all of these, and the program that draws them orders them.
  expect(seen("سلام 12 الآن")).toEqual(["سلام 12 الآن"]);
});

test("letters that no font has are a box, marks that nobody sees are left out", () => {
  expect(runs("a\u{12000}é\u200e\u{1f600}\ufe0f")).toEqual([
    ["Inter", "a□é"],
    ["Noto Emoji", "\u{1f600}"],
  ]);
  expect(
    runs("e\u20e3 日")
      .map(([, part]) => part)
      .join(""),
  ).toBe("e 日");
});

test("pieces stand beside each other from where the whole would begin", () => {
  const at = (anchor: string) => {
    const svg = lettered(text("日本 ab", ` text-anchor="${anchor}" x="100"`));
    expect(svg).not.toContain(`text-anchor="${anchor === "start" ? "end" : anchor}"`);
    return [...svg.matchAll(/tspan x="([\d.]+)"/g)].map(([, x]) => Number(x));
  };
  const [first = 0, second = 0] = at("start");
  expect([first, second]).toEqual([100, 120]);
  const [end = 0] = at("end");
  expect(end).toBeGreaterThan(60);
  expect(end).toBeLessThan(75);
  expect(at("middle")[0]).toBeCloseTo((100 + end) / 2, 0);
});

test("what follows letters that are joined stands where they end", () => {
  const after = (joined: string) => Number(/x="([\d.]+)" font-family="Inter"/.exec(lettered(text(`${joined}ab`)))?.[1]);
  // Letters of 8.1 and 6.3 px that are one sign, and four that are 23.4 px wide when they are not joined.
  expect(after("ক্ষ")).toBe(8.6);
  expect(after("سلام")).toBe(17.6);
});

test("text that Inter has is left as it is, escapes are kept, titles are left out", () => {
  expect(lettered(text("<title>whole</title>a &#60; b"))).toBe(text("a &#60; b"));
  expect(lettered(text("日 &#60;b&#62; &#38;amp;"))).toContain("&#60;b&#62; &#38;amp;");
});
