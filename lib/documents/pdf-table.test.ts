import { expect, test } from "vitest";
import { records } from "./fixtures";
import { paper, pdfTables } from "./pdf-table";
import { breakable } from "./pdf-words";

const texts = (count: number) => Array.from({ length: count }, (_, n) => [`Column ${n}`, "text"] as [string, "text"]);
const row = (count: number, word: string) => [Array.from({ length: count }, () => word)];

test("columns fill the page and never more", () => {
  for (const [count, word] of [
    [1, "a"],
    [3, "a few words"],
    [6, "x".repeat(400)],
    [12, "a b"],
    [40, "x".repeat(90)],
  ] as const) {
    const { parts, isLandscape } = pdfTables(records(texts(count), row(count, word)), "UTC", paper.portrait);
    for (const { columns } of parts) {
      const width = columns.reduce((sum, column) => sum + column.width, 0);
      expect(width).toBeLessThanOrEqual(isLandscape ? paper.landscape : paper.portrait);
    }
    const own = parts.flatMap(({ columns }, n) => columns.slice(n === 0 ? 0 : 1));
    expect(own).toHaveLength(count);
  }
});

test("a table too wide for a page turns it, and is parted only then", () => {
  const shape = (count: number) => {
    const { parts, isLandscape } = pdfTables(records(texts(count), row(count, "abcdefghijk")), "UTC", paper.portrait);
    return [isLandscape, parts.length > 1];
  };
  expect([shape(5), shape(9), shape(30)]).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ]);
});

test("long texts turn the page where that takes fewer pages", () => {
  const isAcross = (rows: number, note: string) => {
    const cells = Array.from({ length: rows }, () => [
      "a.tester@example.com",
      "another.one@example.com",
      "somebody@example.com",
      note,
    ]);
    return pdfTables(records(texts(4), cells), "UTC", paper.portrait).isLandscape;
  };
  const note = "It stops when the second picture is sent. ".repeat(5);
  expect([isAcross(100, note), isAcross(5, note), isAcross(100, "Short")]).toEqual([true, false, false]);
});

test("only words longer than their column come in pieces, and no letter is lost", () => {
  expect(breakable("short words stay", 60)).toBe("short words stay");
  // Lines of Thai are broken between words, which no space parts.
  expect(breakable("ข้อผิดพลาด".repeat(9), 60)).toBe("ข้อผิดพลาด".repeat(9));
  const pieces = breakable(`one ${"👩‍👩‍👧x".repeat(40)} two`, 60);
  expect(Array.isArray(pieces) && pieces.length).toBeGreaterThan(5);
  expect([pieces].flat().join("")).toBe(`one ${"👩‍👩‍👧x".repeat(40)} two`);
  for (const piece of [pieces].flat()) expect(piece).not.toMatch(/^\u200d|\u200d$/);
});
