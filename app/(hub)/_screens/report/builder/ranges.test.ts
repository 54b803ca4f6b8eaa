import { expect, test } from "vitest";
import { readRanges } from "./ranges";

test.each([
  ["", []],
  ["0, 10, 50", [0, 10, 50]],
  ["-5; 0.5 7", [-5, 0.5, 7]],
])("%j begins ranges", (text, edges) => expect(readRanges(text)).toEqual({ edges }));

test.each([
  ["abc", "“abc” is no number"],
  ["1e309", "“1e309” is no number"],
  ["0,0", "0 does not come after 0"],
  ["10,5,0", "5 does not come after 10"],
  [Array.from({ length: 21 }, (_, n) => n).join(), "at most 20"],
])("%j is refused in words", (text, words) =>
  expect(readRanges(text)).toEqual({ problem: expect.stringContaining(words) as string }),
);
