import { expect, test } from "vitest";
import type { Condition, ConditionPart } from "@/lib/conditions/schema";
import type { FieldInfo } from "@/lib/fields/field";
import { chosenQuery, readChosen } from "./chosen-address";
import { otherParts, testOn, withTest } from "./chosen-parts";

const dataSet = { key: "feedback", label: "Feedback" };
const controls: FieldInfo[] = [
  { path: "feedback.created_at", label: "Submitted", dataSet, type: "date" },
  { path: "feedback.title", label: "Title", dataSet, type: "text" },
];
const recent = { field: "feedback.created_at", is: "last_days", value: 7 } as const;
const crash = { field: "feedback.title", is: "contains", value: "crash" } as const;
const all = (...conditions: ConditionPart[]): Condition => ({ match: "all", conditions });
const read = (where: unknown) => readChosen(where, controls);

test("what was chosen comes back out of the address as it was", () => {
  const where = new URLSearchParams(chosenQuery(all(recent, crash))).get("where");
  expect(read(where)).toEqual({ chosen: all(recent, crash), isUnderstood: true });
  expect(read(null)).toEqual({ chosen: all(), isUnderstood: true });
});

test.each([
  ["what is no JSON", "%xx{"],
  ["a parameter that is there twice", ["{}", "{}"]],
  ["another shape", `{"field":"feedback.title"}`],
  ["an item that the report does not offer", JSON.stringify(all(recent, { field: "nope", is: "empty" }))],
  ["a value that does not fit", JSON.stringify(all({ ...recent, value: "many" }))],
])("%s is not understood, and nothing of it narrows", (_, where) => {
  expect(read(where)).toEqual({ chosen: all(), isUnderstood: false });
});

test("a test without a value narrows nothing, and does not say so", () => {
  const { value: _, ...blank } = recent;
  expect(read(JSON.stringify(all({ ...blank, ask: true }, crash)))).toEqual({ chosen: all(crash), isUnderstood: true });
});

test("each control holds one test; what none of them holds is told beside them and can be taken out", () => {
  const either = { match: "any" as const, conditions: [recent, crash] };
  const chosen = all(crash, either, { ...crash, value: "login" });
  expect(testOn(chosen, crash.field)).toEqual(crash);
  expect(testOn(chosen, recent.field)).toBeNull();
  expect(otherParts(chosen)).toEqual([either, { ...crash, value: "login" }]);
  expect(withTest(chosen, recent)).toEqual(all(...chosen.conditions, recent));
  expect(withTest(all(crash, recent), { ...crash, value: "login" })).toEqual(all({ ...crash, value: "login" }, recent));
  expect(withTest(either, crash)).toEqual(all(either, crash));
});
