import { expect, test } from "vitest";
import { fillAnswers, listAsked, listUnanswered } from "./ask";
import { canonical, isNoFilter, isSameCondition } from "./canonical";
import { fieldPaths, steps } from "./paths";
import type { Condition } from "./schema";

const gold = { field: "tier", is: "is", value: "Gold" } as const;
const asked: Condition = {
  match: "all",
  conditions: [
    gold,
    {
      match: "any",
      conditions: [
        { ...gold, ask: true },
        { field: "name", is: "contains", ask: true },
      ],
    },
  ],
};

test("asked tests are listed with their place, defaults and gaps", () => {
  expect(listAsked(asked).map(({ at }) => at)).toEqual(["1.0", "1.1"]);
  expect(listUnanswered(asked).map(({ at }) => at)).toEqual(["1.1"]);
});

test("answers go to their places and nowhere else", () => {
  const filled = fillAnswers(
    asked,
    new Map([
      ["0", "never asked"],
      ["1.1", "ann"],
    ]),
  );
  expect(filled.conditions[0]).toEqual(gold);
  expect(filled.conditions[1]).toEqual({
    match: "any",
    conditions: [
      { ...gold, ask: true },
      { field: "name", is: "contains", ask: true, value: "ann" },
    ],
  });
  expect(listUnanswered(filled)).toEqual([]);
});

test("the canonical form drops what asks nothing and unwraps what need not be wrapped", () => {
  const wordy: Condition = {
    match: "all",
    conditions: [
      { match: "any", conditions: [{ match: "all", conditions: [gold] }] },
      {
        match: "all",
        conditions: [
          { field: "a", is: "empty", value: "left over", ask: true },
          { ...gold, off: true },
        ],
      },
      { field: "name", is: "is", value: "" },
      { match: "none", conditions: [] },
      { field: "name", is: "is", ask: true },
    ],
  };
  expect(canonical(wordy)).toEqual({
    match: "all",
    conditions: [gold, { field: "a", is: "empty" }, { field: "name", is: "is", ask: true }],
  });
  expect(isSameCondition({ match: "any", conditions: [gold] }, { match: "all", conditions: [gold] })).toBe(true);
  expect(isSameCondition({ match: "none", conditions: [gold] }, { match: "all", conditions: [gold] })).toBe(false);
  expect(isNoFilter({ match: "none", conditions: [{ ...gold, off: true }] })).toBe(true);
});

test("paths are named once, and each step adds one part", () => {
  expect(fieldPaths(asked)).toEqual(["tier", "name"]);
  expect(steps(asked).map(({ at, condition }) => [at, condition.conditions.length])).toEqual([
    ["0", 1],
    ["1", 2],
  ]);
});
