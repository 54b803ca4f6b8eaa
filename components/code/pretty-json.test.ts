import { expect, test } from "vitest";
import { prettyJson } from "./pretty-json";

test("objects and lists are indented", () => {
  const value = { a: [1, { b: 'x, {y}: ["z"]' }], empty: {}, none: [], last: null };
  expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
});

test("spaces between the parts do not matter", () => {
  expect(prettyJson(' { "a" : [ ] , "b" : { } } ')).toBe('{\n  "a": [],\n  "b": {}\n}');
});

test("a number keeps the digits that JavaScript would round", () => {
  expect(prettyJson("[12345678901234567890, 1.0]")).toBe("[\n  12345678901234567890,\n  1.0\n]");
});

test("what is not JSON is told apart", () => {
  expect(prettyJson("ok")).toBeNull();
  expect(prettyJson("{'a': 1}")).toBeNull();
  expect(prettyJson("")).toBeNull();
});
