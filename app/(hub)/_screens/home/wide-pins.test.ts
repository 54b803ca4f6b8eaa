import { expect, test } from "vitest";
import type { Style } from "@/lib/elements/schema";
import { widePins } from "./wide-pins";

const widths = (...styles: Style[]) => widePins(styles).map((isWide) => (isWide ? "wide" : "half"));

test("an element that would stand alone before a table is as wide as the table", () => {
  expect(widths("pie", "table")).toEqual(["wide", "wide"]);
  expect(widths("bar", "line", "table")).toEqual(["half", "half", "wide"]);
  expect(widths("bar", "line", "number", "table", "gauge")).toEqual(["half", "half", "wide", "wide", "half"]);
});

test("the last one may stand alone", () => {
  expect(widths("pie", "bar", "number")).toEqual(["half", "half", "half"]);
});
