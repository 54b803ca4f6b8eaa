import { expect, test } from "vitest";
import { wayOn } from "./words";

const asleep = {
  state: "asleep",
  stateReason: "Nobody has looked at the report for 60 days.",
  nextAt: "2026-12-01T09:00:00Z",
  unreadDays: 60,
  stopDay: null,
  isArchived: false,
  mayChange: true,
} as const;

test("one that sends nothing any more says what to do, to whoever can do it", () => {
  expect(wayOn(asleep)).toBe("Select Go on to send it again.");
  expect(wayOn({ ...asleep, state: "stopped" })).toMatch("becomes its owner");
  expect(wayOn({ ...asleep, state: "paused" })).toBeNull();
  expect(wayOn({ ...asleep, mayChange: false })).toBeNull();
  // There is no button then.
  expect(wayOn({ ...asleep, nextAt: null })).toBeNull();
  expect(wayOn({ ...asleep, isArchived: true })).toBeNull();
});
