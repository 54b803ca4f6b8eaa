import { expect, test } from "vitest";
import { readNumber } from "./read-number";

test.each([
  ["", null],
  [" 12 ", 12],
  ["1e5", 100_000],
  ["-0.25", -0.25],
  ["1,250,000", 1_250_000],
  ["1e309", Number.NaN],
  ["1,5", Number.NaN],
  ["abc", Number.NaN],
  ["15 %", Number.NaN],
])("%j is %s", (text, number) => expect(readNumber(text)).toBe(number));
