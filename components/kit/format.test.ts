import { expect, test } from "vitest";
import { formatBytes, formatDuration, formatExact, formatRelative, formatSince } from "./format";

const now = Date.UTC(2026, 9, 1, 12, 0, 0);

test.each([
  [0, "just now"],
  [-4_000, "just now"],
  [-12_000, "12 s ago"],
  [-59_000, "59 s ago"],
  [-60_000, "1 min ago"],
  [-7_199_000, "1 h ago"],
  [-86_400_000 * 3, "3 d ago"],
  [-86_400_000 * 400, "1 y ago"],
  [112_000, "in 1 min"],
])("a moment %i ms away reads %s", (offset, words) => {
  expect(formatRelative(now + offset, now)).toBe(words);
});

test("an exact time names its zone", () => {
  expect(formatExact(now, "America/New_York")).toMatch(/1 Oct 2026.*08:00:00 GMT-4/);
});

test.each([
  [Date.UTC(2026, 9, 1, 6, 5), "UTC", "today 06:05 UTC"],
  [Date.UTC(2026, 8, 30, 21, 5), "Europe/Berlin", "Wednesday 23:05 CEST"],
  [Date.UTC(2026, 8, 30, 22, 5), "Europe/Berlin", "today 00:05 CEST"],
  [Date.UTC(2026, 8, 25, 6, 5), "UTC", "Friday 06:05 UTC"],
  [Date.UTC(2026, 8, 24, 6, 5), "UTC", "Thu, 24 Sept 2026, 06:05 UTC"],
])("since %i in %s is %s", (at, zone, words) => {
  expect(formatSince(at, now, zone)).toBe(words);
});

test.each([
  [84.4, "84 ms"],
  [1_200, "1.2 s"],
  [60_000, "1 min"],
  [185_000, "3 min 5 s"],
])("%d ms lasts %s", (ms, words) => expect(formatDuration(ms)).toBe(words));

test.each([
  [812, "812 B"],
  [1_200, "1.2 kB"],
  [3_400_000, "3.4 MB"],
])("%d bytes are %s", (bytes, words) => expect(formatBytes(bytes)).toBe(words));
