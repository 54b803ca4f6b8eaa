import { expect, test } from "vitest";
import type { ValueShape } from "@/lib/conditions/qualifiers";
import type { ConditionValue } from "@/lib/conditions/schema";
import { convertValue } from "./convert-value";

test.each<[ConditionValue, ValueShape, ConditionValue | undefined]>([
  ["Gold", "text", "Gold"],
  ["Gold", "texts", ["Gold"]],
  [["Gold", "Silver"], "text", "Gold"],
  [5, "numbers", [5]],
  [5, "range", { from: 5 }],
  [{ to: 9 }, "number", 9],
  ["2026-01-01", "dates", { from: "2026-01-01" }],
  [{ from: "2026-01-01" }, "date", "2026-01-01"],
  ["2026-01-01", "moment", undefined],
  ["Gold", "number", undefined],
  [2.5, "days", undefined],
  ["Gold", "none", undefined],
])("%j as %s is %j", (value, shape, expected) => {
  expect(convertValue(value, shape)).toEqual(expected);
});
