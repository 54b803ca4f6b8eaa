import { expect, test } from "vitest";
import { markAfter, type MarkKey, type MarkPlace } from "./chart-marks";

const walk = (places: readonly MarkPlace[], runsDown: boolean, keys: readonly MarkKey[]) =>
  keys.reduce<number[]>((path, key) => [...path, markAfter(places, path.at(-1) ?? 0, key, runsDown)], [0]).slice(1);

test("with one series every arrow goes on to the next or the one before, and stays at the ends", () => {
  const slices = ["Open", "Closed", "Lost"].map((category, n) => ({ category, series: "0", x: -n, y: -n }));
  expect(walk(slices, false, ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp"])).toEqual([
    0, 1, 2, 2, 1,
  ]);
  expect(walk(slices, true, ["End", "ArrowRight", "Home"])).toEqual([2, 2, 0]);
});

test("in stacked columns arrows go along a series and, by where they stand, from series to series", () => {
  // Two columns: Low stands below High, and High has none in May.
  const columns = [
    { category: "April", series: "Low", x: 10, y: 90 },
    { category: "May", series: "Low", x: 30, y: 80 },
    { category: "April", series: "High", x: 10, y: 40 },
  ];
  expect(walk(columns, false, ["ArrowUp", "ArrowUp", "ArrowDown", "ArrowRight", "ArrowUp"])).toEqual([2, 2, 0, 1, 1]);
});

test("bars and heat maps run down: every one of their marks is reached", () => {
  const cells = ["iOS", "Android"].flatMap((series, x) =>
    ["Low", "High"].map((category, y) => ({ category, series, x, y })),
  );
  expect(walk(cells, true, ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp"])).toEqual([1, 3, 2, 0, 0]);
});

test("of marks at the same height none is passed over", () => {
  const lines = ["a", "b", "c"].map((series) => ({ category: "May", series, x: 5, y: 7 }));
  expect(walk(lines, false, ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"])).toEqual([1, 2, 1, 0]);
});

test("where the drawing has become shorter than where one was, it begins at the first", () => {
  expect(markAfter([{ category: "a", series: "0", x: 0, y: 0 }], 7, "ArrowRight", false)).toBe(0);
});
