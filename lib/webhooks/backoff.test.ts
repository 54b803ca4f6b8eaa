import { describe, expect, test } from "vitest";
import { longestRetryAfterMs, maxAttempts, nextTry, parseRetryAfter, retryWindowMs, schedules } from "./backoff";

const now = new Date("2026-03-01T12:00:00.000Z");
const base = {
  attempt: 1,
  maxAttempts: 12,
  plan: "default",
  firstAt: now,
  now,
  isSlow: false,
  retryAfterMs: null,
  chance: 0,
} as const;
const seconds = (at: Date | null) => at && (at.getTime() - now.getTime()) / 1000;

describe("the schedule", () => {
  test.each([
    [1, 5],
    [2, 30],
    [3, 120],
    [4, 600],
    [5, 1800],
    [6, 7200],
    [7, 18_000],
    [8, 36_000],
    [9, 50_400],
    [10, 72_000],
    [11, 86_400],
  ])("after try %i it waits %i seconds", (attempt, wait) => {
    expect(seconds(nextTry({ ...base, attempt }))).toBe(wait);
  });

  test("jitter adds up to a fifth and never takes away", () => {
    expect(seconds(nextTry({ ...base, chance: 0 }))).toBe(5);
    expect(seconds(nextTry({ ...base, chance: 0.999_999 }))).toBeCloseTo(6, 3);
  });

  test("the last try has none after it", () => {
    expect(nextTry({ ...base, attempt: 12 })).toBeNull();
    expect(nextTry({ ...base, plan: "none", maxAttempts: 1 })).toBeNull();
  });

  test("a timeout or 429 waits a minute at least", () => {
    expect(seconds(nextTry({ ...base, isSlow: true }))).toBe(60);
    expect(seconds(nextTry({ ...base, attempt: 3, isSlow: true }))).toBe(120);
  });

  test("the receiver may ask for more, never for less", () => {
    expect(seconds(nextTry({ ...base, retryAfterMs: 90_000 }))).toBe(90);
    expect(seconds(nextTry({ ...base, attempt: 3, retryAfterMs: 1000 }))).toBe(120);
  });

  test("nothing is tried more than four days after the first try", () => {
    const firstAt = new Date(now.getTime() - retryWindowMs + 4000);
    expect(nextTry({ ...base, firstAt })).toBeNull();
  });

  test("even with the most jitter every planned try lies within the window", () => {
    for (const plan of ["default", "quick", "none"] as const) {
      const longest = schedules[plan].reduce<number>((sum, delay) => sum + delay * 1.2 + 30_000, 0);
      expect(longest).toBeLessThan(retryWindowMs);
      expect(maxAttempts(plan)).toBe(schedules[plan].length + 1);
    }
    expect(schedules.quick.reduce<number>((sum, delay) => sum + delay * 1.2, 0)).toBeLessThan(600_000);
  });
});

describe("Retry-After", () => {
  test.each([
    ["120", 120_000],
    [" 7 ", 7000],
    ["0", 0],
    ["1.5", 1500],
    ["Sun, 01 Mar 2026 12:01:00 GMT", 60_000],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
    ["Fri, 01 Mar 2036 12:00:00 GMT", longestRetryAfterMs],
    ["315360000", longestRetryAfterMs],
    ["9".repeat(400), longestRetryAfterMs],
    ["-5", null],
    ["soon", null],
    ["", null],
    ["Sunday, the first", null],
    ["1e9", null],
    ["NaN", null],
    ["Infinity", null],
  ])("%s", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  test("none is none", () => {
    expect(parseRetryAfter(undefined, now)).toBeNull();
  });
});
