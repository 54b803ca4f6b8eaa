import { expect, test } from "vitest";
import { colorOf } from "./color-of";

const field = { path: "x", label: "X", dataSet: { key: "x", label: "X" } };

test("a choice has its option's colour, a text its value's, and nothing else has one", () => {
  const choice = { ...field, type: "choice", options: [{ value: "new", label: "New", color: "blue" }] } as const;
  const text = { ...field, type: "text", colors: { New: "blue" } } as const;
  expect([colorOf(choice, "new"), colorOf(choice, "New")]).toEqual(["blue", undefined]);
  expect([colorOf(text, "New"), colorOf(text, "constructor"), colorOf(text, "__proto__")]).toEqual([
    "blue",
    undefined,
    undefined,
  ]);
});
