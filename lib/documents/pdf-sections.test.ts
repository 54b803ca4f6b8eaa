import { expect, test } from "vitest";
import { pdfSections } from "./pdf-sections";

type Block = { kind: string; isWide?: boolean };
const [heading, text, pageBreak] = ["heading", "text", "page_break"].map((kind): Block => ({ kind }));
const narrow: Block = { kind: "elements" };
const wide: Block = { kind: "elements", isWide: true };

function sections(...blocks: (Block | undefined)[]) {
  const given = blocks.filter((block) => block !== undefined);
  return pdfSections(given, ({ isWide }) => Boolean(isWide)).map(({ isLandscape, blocks: own }) => [
    isLandscape ? "landscape" : "portrait",
    ...own.map(({ kind, isWide }) => (isWide ? "wide" : kind)),
  ]);
}

test("what begins a report stands on the page of its first element", () => {
  expect(sections(wide)).toEqual([["landscape", "wide"]]);
  expect(sections(text, heading, text, wide)).toEqual([["landscape", "text", "heading", "text", "wide"]]);
  expect(sections()).toEqual([["portrait"]]);
  expect(sections(text)).toEqual([["portrait", "text"]]);
});

test("a heading and its text go with the element below them, other text stays with what is above", () => {
  expect(sections(narrow, text, heading, text, wide, wide, text, heading, narrow)).toEqual([
    ["portrait", "elements", "text"],
    ["landscape", "heading", "text", "wide", "wide", "text"],
    ["portrait", "heading", "elements"],
  ]);
});

test("a page break ends what leads to an element", () => {
  expect(sections(narrow, heading, pageBreak, wide)).toEqual([
    ["portrait", "elements", "heading", "page_break"],
    ["landscape", "wide"],
  ]);
});
