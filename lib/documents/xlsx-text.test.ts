import { expect, test } from "vitest";
import { sheetNames, xlsxText } from "./xlsx-text";

test("what looks like an escape of the format stays what it is", () => {
  expect(xlsxText("_x000D_ _x003d_ _xZZZZ_ _x12_")).toBe("_x005F_x000D_ _x005F_x003d_ _xZZZZ_ _x12_");
});

test("a long text is cut between letters and says so", () => {
  const cut = xlsxText("😀".repeat(20_000));
  expect(cut.length).toBeLessThanOrEqual(32_767);
  expect(cut.isWellFormed()).toBe(true);
  expect(cut.endsWith("😀… [cut]")).toBe(true);
  expect(xlsxText("x".repeat(32_767))).toHaveLength(32_767);
});

test("names of sheets are short, allowed and each there once, whatever their case", () => {
  expect(
    sheetNames(["a/b[c]:*?", "A b c", "a b c", "'quoted'", "", "History", "x".repeat(40), "x".repeat(40)]),
  ).toEqual([
    "a b c",
    "A b c (2)",
    "a b c (3)",
    "quoted",
    "Sheet",
    "History (2)",
    "x".repeat(31),
    `${"x".repeat(27)} (2)`,
  ]);
  expect(sheetNames([`${"x".repeat(30)}😀`])[0]?.isWellFormed()).toBe(true);
});
