import { expect, test } from "vitest";
import { condition } from "./schema";

const gold = { field: "tier", is: "is", value: "Gold" };
const told = (raw: unknown) =>
  condition.safeParse(raw).error?.issues.map(({ path, message }) => [path.join("."), message]);

test("a condition of nested groups is accepted as it is", () => {
  const raw = { match: "all", conditions: [gold, { match: "none", conditions: [{ ...gold, ask: true, off: true }] }] };
  expect(condition.parse(raw)).toEqual(raw);
});

test("members come out in one order, so that equal conditions have equal text", () => {
  const mixed = { conditions: [{ value: "Gold", is: "is", field: "tier" }], match: "all" };
  expect(JSON.stringify(condition.parse(mixed))).toBe(JSON.stringify({ match: "all", conditions: [gold] }));
});

test("a mistake is told at its place", () => {
  expect(told({ match: "all", conditions: [gold, { field: "tier", is: "matches", value: "x" }] })).toEqual([
    ["conditions.1.is", "Choose a qualifier."],
  ]);
  expect(told({ match: "all", conditions: [{ ...gold, extra: 1 }] })?.[0]?.[0]).toBe("conditions.0");
  expect(told({ match: "all", conditions: [{ match: "any", conditions: [{ ...gold, field: "" }] }] })).toEqual([
    ["conditions.0.conditions.0.field", "Choose an item."],
  ]);
});

test("limits: 50 tests, groups 5 deep, 1,000 listed values, 1,000 characters", () => {
  const many = (count: number) => ({ match: "all", conditions: Array.from({ length: count }, () => gold) });
  expect(condition.safeParse(many(50)).success).toBe(true);
  expect(told(many(51))).toEqual([["", "Use at most 50 criteria."]]);
  expect(condition.safeParse(nested(5)).success).toBe(true);
  expect(told(nested(6))).toEqual([["", "Put groups at most 5 deep into each other."]]);
  const listing = (count: number) => ({
    match: "all",
    conditions: [{ ...gold, is: "one_of", value: Array(count).fill("x") }],
  });
  expect(condition.safeParse(listing(1_000)).success).toBe(true);
  expect(condition.safeParse(listing(1_001)).success).toBe(false);
  const text = (length: number) => ({ match: "all", conditions: [{ ...gold, value: "x".repeat(length) }] });
  expect(condition.safeParse(text(1_000)).success).toBe(true);
  expect(condition.safeParse(text(1_001)).success).toBe(false);
});

test("a hundred thousand levels are refused without exhausting the stack", () => {
  expect(condition.safeParse(nested(100_000)).success).toBe(false);
});

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [true], [{ since: "2026-01-01" }], ["a\0b"], [[1, "a"]]])(
  "the value %j is refused",
  (value) => {
    expect(condition.safeParse({ match: "all", conditions: [{ ...gold, value }] }).success).toBe(false);
  },
);

function nested(levels: number): unknown {
  let made: unknown = { match: "all", conditions: [gold] };
  for (let level = 1; level < levels; level++) made = { match: "any", conditions: [made] };
  return made;
}
