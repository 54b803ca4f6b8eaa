import { expect, test } from "vitest";
import { nextSelection } from "./list-selection";

const paths = ["a", "b", "c", "d"];
const plain = { toggle: false, extend: false };

test.each([
  ["a click highlights one", ["a", "b"], "c", plain, "a", ["c"]],
  ["Ctrl adds one, in the order of the list", ["c"], "a", { ...plain, toggle: true }, "c", ["a", "c"]],
  ["Ctrl takes one away", ["a", "c"], "c", { ...plain, toggle: true }, "c", ["a"]],
  ["Shift takes the run from where it began", ["d"], "b", { ...plain, extend: true }, "d", ["b", "c", "d"]],
  [
    "Shift from an item that was filtered away takes the run from the top",
    ["x"],
    "b",
    { ...plain, extend: true },
    "x",
    ["a", "b"],
  ],
])("%s", (_, selected, path, how, anchor, expected) => {
  expect(nextSelection({ paths, selected, anchor }, path, how)).toEqual(expected);
});
