import { EditorState } from "@uiw/react-codemirror";
import { describe, expect, test } from "vitest";
import type { FieldInfo } from "@/lib/fields/field";
import type { Place } from "@/lib/tags/compiled";
import { hoverLines } from "./tag-hover";
import { exampleText, tagKnowledge, tagsIn } from "./tag-knowledge";
import { diagnosticsOf } from "./tag-lint";
import { marksOf } from "./tag-marks";

const title: FieldInfo = {
  path: "feedback.title",
  label: "Title",
  dataSet: { key: "f", label: "Feedback" },
  type: "text",
};
const knowledge = (place: Place) => tagKnowledge([title], place, { "feedback.title": "App dies" });

function marks(text: string, place: Place = "json"): [string, string][] {
  const found: [string, string][] = [];
  marksOf(EditorState.create({ doc: text }), knowledge(place)).between(0, text.length, (from, to, mark) => {
    found.push([text.slice(from, to), (mark.spec as { class: string }).class]);
  });
  return found;
}

describe("chips", () => {
  test("known and unknown tags are drawn, in strings with escapes as well", () => {
    expect(marks('{"a":"\\"((feedback.title|default:\\"-\\"))","b":((nope))}')).toEqual([
      ['((feedback.title|default:\\"-\\"))', "fp-tag"],
      ["((nope))", "fp-tag fp-tag-unknown"],
    ]);
  });

  test("tags after a place where JSON is broken are still drawn", () => {
    expect(marks('{"a":"((feedback.title))", oops "((nope))"').map(([text]) => text)).toEqual([
      "((feedback.title))",
      "((nope))",
    ]);
  });

  test("a literal (( is not", () => {
    expect(marks("\\((feedback.title))", "text")).toEqual([]);
  });
});

describe("underlines", () => {
  test("carry the message and the fix", () => {
    const text = '["((feedback.titel))"]';
    const [found, ...others] = diagnosticsOf(text, knowledge("json"));
    expect(others).toEqual([]);
    expect(text.slice(found?.from, found?.to)).toBe("feedback.titel");
    expect(found?.actions?.map((action) => action.name)).toEqual(["Use feedback.title"]);
  });

  test("stay within the text, and off an empty one", () => {
    const text = '{"a":';
    for (const { from, to } of diagnosticsOf(text, knowledge("json"))) {
      expect(from).toBeLessThanOrEqual(to);
      expect(to).toBeLessThanOrEqual(text.length);
    }
    expect(diagnosticsOf(" \n", knowledge("json"))).toEqual([]);
  });
});

test("a hover card names the tag, its data set and what it prints", () => {
  const [tag] = tagsIn("((feedback.title|upper))", "text");
  expect(tag && hoverLines(tag, title, knowledge("text"))).toEqual(["Title", "Feedback · feedback.title", "APP DIES"]);
});

test("example values are one short line", () => {
  expect(exampleText("a", { a: `x\n${"y".repeat(100)}` })).toBe(`x ${"y".repeat(57)}…`);
  expect(exampleText("toString", {})).toBe("empty");
  expect(exampleText("a", undefined)).toBe("");
});
