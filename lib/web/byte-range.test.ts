import { expect, test } from "vitest";
import { readRange } from "./byte-range";

const asked = (range: string | null, ifRange?: string) =>
  readRange(new Headers({ ...(range !== null && { range }), ...(ifRange && { "if-range": ifRange }) }), 100, '"f"');

test.each([
  ["bytes=0-9", { from: 0, to: 10 }],
  ["bytes=90-", { from: 90, to: 100 }],
  ["bytes=90-500", { from: 90, to: 100 }],
  ["bytes=-10", { from: 90, to: 100 }],
  ["bytes=-500", { from: 0, to: 100 }],
  ["bytes=100-", "outside"],
  ["bytes=-0", "outside"],
  [null, null],
  ["bytes=-", null],
  ["bytes=9-0", null],
  ["bytes=0-1,5-6", null],
  ["rows=0-1", null],
  ["bytes=x-", null],
])("%s", (range, expected) => expect(asked(range)).toEqual(expected));

test("what somebody has of another file is not gone on with", () => {
  expect(asked("bytes=50-", '"f"')).toEqual({ from: 50, to: 100 });
  expect(asked("bytes=50-", '"g"')).toBeNull();
  expect(asked("bytes=50-", "Mon, 23 Nov 2026 10:00:00 GMT")).toBeNull();
});
