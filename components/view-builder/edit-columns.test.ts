import { expect, test } from "vitest";
import { addColumns, moveColumn } from "./edit-columns";

const columns = [{ path: "a" }, { path: "b", width: 90 }, { path: "c" }];
const paths = (list: { path: string }[]) => list.map(({ path }) => path).join("");

test("columns are added behind, each once", () => {
  expect(addColumns(columns, ["d", "b", "d"])).toEqual([...columns, { path: "d" }]);
});

test.each<[number, -1 | 1, string]>([
  [0, 1, "bac"],
  [2, -1, "acb"],
  [0, -1, "abc"],
  [2, 1, "abc"],
  [7, 1, "abc"],
])("moving column %i by %i gives %s", (index, step, expected) => {
  expect(paths(moveColumn(columns, index, step))).toBe(expected);
});
