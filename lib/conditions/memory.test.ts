import { describe, expect, test } from "vitest";
import type { FieldValue } from "@/lib/fields/field";
import { explain, matches } from "./memory";
import type { Qualifier } from "./qualifiers";
import type { Condition, ConditionValue } from "./schema";

const asking = { now: "2026-11-21T15:00:00.000Z", zone: "UTC", weekStart: 1 };

function holds(
  value: FieldValue,
  is: Qualifier,
  asked?: ConditionValue,
  context: Partial<typeof asking> & { me?: string } = {},
) {
  const condition: Condition = { match: "all", conditions: [{ field: "it", is, value: asked }] };
  return matches(condition, { it: value }, { ...asking, ...context });
}

describe("texts, numbers, booleans, choices and lists", () => {
  test.each<[FieldValue, Qualifier, ConditionValue | undefined, boolean]>([
    ["Gold", "is", "gold", true],
    ["Élodie", "is", "e\u0301lodie", true],
    ["Gold", "is_not", "GOLD", false],
    [null, "is", "gold", false],
    [null, "is_not", "gold", true],
    ["", "is_not", "gold", true],
    ["50% off", "contains", "0% O", true],
    ["500 off", "contains", "0% o", false],
    ["a_b", "contains", "_", true],
    ["ab", "contains", "_", false],
    [null, "not_contains", "x", true],
    ["Export crashes", "starts_with", "export", true],
    ["Export crashes", "ends_with", "CRASHES", true],
    ["Gold", "one_of", ["silver", "GOLD"], true],
    ["Gold", "none_of", ["silver", "GOLD"], false],
    [null, "none_of", ["gold"], true],
    ["", "empty", undefined, true],
    [" ", "empty", undefined, false],
    [0, "empty", undefined, false],
    [[], "empty", undefined, true],
    [false, "not_empty", undefined, true],
    [11, "gt", 10, true],
    [10, "gt", 10, false],
    [10, "gte", 10, true],
    [9, "lt", 10, true],
    [10, "lte", 10, true],
    [null, "lt", 10, false],
    [null, "ne", 10, true],
    [0, "eq", 0, true],
    [2, "between", { from: 2, to: 3 }, true],
    [4, "between", { from: 2 }, true],
    [4, "between", { to: 3 }, false],
    [2, "one_of", [1, 2], true],
    [true, "is_true", undefined, true],
    [null, "is_false", undefined, false],
    [["core", "eu"], "any_of", ["us", "eu"], true],
    [["core", "eu"], "all_of", ["eu", "core"], true],
    [["core"], "all_of", ["eu", "core"], false],
    [["core"], "none_of", ["eu"], true],
    [null, "none_of", ["eu"], true],
  ])("%j %s %j is %s", (value, is, asked, expected) => {
    expect(holds(value, is, asked)).toBe(expected);
  });

  test("is me compares usernames, and without a person nobody is me", () => {
    expect(holds("Ada", "is_me", undefined, { me: "ada" })).toBe(true);
    expect(holds("ada", "is_not_me", undefined, { me: "ada" })).toBe(false);
    expect(holds("ada", "is_me")).toBe(false);
    expect(holds("ada", "is_not_me")).toBe(true);
  });
});

describe("dates in their zone", () => {
  test.each<[FieldValue, Qualifier, ConditionValue | undefined, string, boolean]>([
    // New York leaves out 02:00–03:00 on 8 March (a day of 23 hours) and repeats 01:00–02:00 on 1 November (25 hours).
    ["2026-03-08T04:59:59.999Z", "on", "2026-03-08", "America/New_York", false],
    ["2026-03-08T05:00:00.000Z", "on", "2026-03-08", "America/New_York", true],
    ["2026-03-09T03:59:59.999Z", "on", "2026-03-08", "America/New_York", true],
    ["2026-03-09T04:00:00.000Z", "on", "2026-03-08", "America/New_York", false],
    ["2026-11-01T04:00:00.000Z", "on", "2026-11-01", "America/New_York", true],
    ["2026-11-02T04:59:59.999Z", "on", "2026-11-01", "America/New_York", true],
    ["2026-11-02T05:00:00.000Z", "after", "2026-11-01", "America/New_York", true],
    // India is five and a half hours ahead.
    ["2026-05-01T18:29:59.999Z", "on", "2026-05-01", "Asia/Kolkata", true],
    ["2026-05-01T18:30:00.000Z", "on", "2026-05-01", "Asia/Kolkata", false],
    ["2026-05-01T18:30:00.000Z", "not_on", "2026-05-01", "Asia/Kolkata", true],
    // Samoa had no 30 December 2011.
    ["2011-12-30T09:59:59.999Z", "on", "2011-12-29", "Pacific/Apia", true],
    ["2011-12-30T10:00:00.000Z", "on", "2011-12-30", "Pacific/Apia", false],
    ["2011-12-30T10:00:00.000Z", "on", "2011-12-31", "Pacific/Apia", true],
    // A value of day precision is that day everywhere.
    ["2026-05-01", "on", "2026-05-01", "Pacific/Apia", true],
    ["2026-05-01", "before", "2026-05-01", "Asia/Kolkata", false],
    ["2026-05-01", "on_or_before", "2026-05-01", "America/New_York", true],
    ["2026-05-01", "on_or_after", "2026-05-01", "America/New_York", true],
    ["2026-05-03", "between", { from: "2026-05-01", to: "2026-05-03" }, "Asia/Kolkata", true],
    ["2026-05-03", "between", { to: "2026-05-02" }, "Asia/Kolkata", false],
    // A moment is the same in every zone; what is known to the day counts from the day that the moment is in.
    ["2026-05-01T10:00:00.000Z", "since", "2026-05-01T10:00:00.000Z", "Asia/Kolkata", true],
    ["2026-05-01T09:59:59.999Z", "since", "2026-05-01T10:00:00.000Z", "Asia/Kolkata", false],
    ["2026-05-01", "since", "2026-05-01T18:29:59.999Z", "Asia/Kolkata", true],
    ["2026-05-01", "since", "2026-05-01T18:30:00.000Z", "Asia/Kolkata", false],
    [null, "since", "2026-05-01T10:00:00.000Z", "UTC", false],
    [null, "before", "2026-05-01", "UTC", false],
    [null, "not_on", "2026-05-01", "UTC", true],
  ])("%j %s %j in %4$s is %5$s", (value, is, asked, zone, expected) => {
    expect(holds(value, is, asked, { zone })).toBe(expected);
  });

  // Saturday, 21 November 2026, 15:00 in UTC; already 20:30 in India, and 10:00 in New York.
  test.each<[string, Qualifier, ConditionValue | undefined, boolean]>([
    ["2026-11-21", "today", undefined, true],
    ["2026-11-20", "yesterday", undefined, true],
    ["2026-11-16", "this_week", undefined, true],
    ["2026-11-22", "this_week", undefined, true],
    ["2026-11-15", "this_week", undefined, false],
    ["2026-11-30", "this_month", undefined, true],
    ["2026-12-01", "this_month", undefined, false],
    ["2026-11-14", "last_days", 7, true],
    ["2026-11-13", "last_days", 7, false],
    ["2026-11-21", "last_days", 7, true],
    ["2026-11-22", "last_days", 7, false],
    ["2026-11-14", "not_last_days", 7, false],
    ["2026-11-13", "not_last_days", 7, true],
    ["2026-11-22", "not_last_days", 7, true],
    ["2026-11-28", "next_days", 7, true],
    ["2026-11-20", "next_days", 7, false],
    ["2026-11-18", "more_than_days_ago", 3, false],
    ["2026-11-17", "more_than_days_ago", 3, true],
  ])("%s %s %j is %s", (value, is, asked, expected) => {
    expect(holds(value, is, asked)).toBe(expected);
  });

  test("a week begins on the day the place says", () => {
    expect(holds("2026-11-15", "this_week", undefined, { weekStart: 7 })).toBe(true);
    expect(holds("2026-11-22", "this_week", undefined, { weekStart: 7 })).toBe(false);
  });

  test("today is the zone's today", () => {
    const late = { now: "2026-11-21T20:00:00.000Z" };
    expect(holds("2026-11-22", "today", undefined, { ...late, zone: "Asia/Kolkata" })).toBe(true);
    expect(holds("2026-11-21", "today", undefined, { ...late, zone: "America/New_York" })).toBe(true);
  });
});

describe("groups", () => {
  const gold = { field: "tier", is: "is", value: "gold" } as const;
  const busy = { field: "sessions", is: "gt", value: 10 } as const;
  const record = { tier: "Gold", sessions: 3 };

  test.each<["all" | "any" | "none", boolean]>([
    ["all", false],
    ["any", true],
    ["none", false],
  ])("%s of true and false is %s", (match, expected) => {
    expect(matches({ match, conditions: [gold, busy] }, record, asking)).toBe(expected);
  });

  test("what is switched off, has no value or is an empty group asks nothing, even inside none", () => {
    const silent: Condition = {
      match: "none",
      conditions: [
        { ...gold, off: true },
        { field: "tier", is: "is" },
        { match: "any", conditions: [] },
      ],
    };
    expect(matches(silent, record, asking)).toBe(true);
    expect(matches({ match: "any", conditions: [silent, busy] }, record, asking)).toBe(false);
  });

  test("a path named like an object's inheritance is just missing", () => {
    expect(matches({ match: "all", conditions: [{ field: "__proto__", is: "empty" }] }, record, asking)).toBe(true);
    expect(matches({ match: "all", conditions: [{ field: "constructor", is: "not_empty" }] }, record, asking)).toBe(
      false,
    );
  });

  test("explain answers at every node and says what the record holds", () => {
    const condition: Condition = {
      match: "all",
      conditions: [gold, { match: "any", conditions: [busy, { ...gold, off: true }] }],
    };
    const told = explain(condition, record, asking);
    expect(told.matched).toBe(false);
    expect(told.parts?.[0]).toMatchObject({ at: "0", matched: true, value: "Gold" });
    expect(told.parts?.[1]?.parts?.[0]).toMatchObject({ at: "1.0", matched: false, value: 3 });
    expect(told.parts?.[1]?.parts?.[1]).toMatchObject({ at: "1.1", matched: null });
  });
});
