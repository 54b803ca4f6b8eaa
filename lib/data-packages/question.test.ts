import { expect, test } from "vitest";
import { readQuestion } from "./question";

const asked = (query: string) => readQuestion(new URLSearchParams(query));

test("a time with an offset is understood, also when its plus was not encoded", () => {
  const time = new Date("2026-11-23T06:00:00Z");
  expect(asked("updatedSince=2026-11-23T08:00:00%2B02:00").updatedSince).toEqual(time);
  expect(asked("updatedSince=2026-11-23T08:00:00+02:00").updatedSince).toEqual(time);
  expect(asked("updatedSince=2026-11-23T06:00:00Z").updatedSince).toEqual(time);
  expect(() => asked("updatedSince=2026-11-23+08:00:00")).toThrow("updatedSince: Give an ISO 8601 time");
});

test("another format than JSON and CSV is refused instead of answered with JSON", () => {
  expect(asked("format=csv")).toEqual(asked("format=csv&other=1"));
  expect(() => asked("format=xml")).toThrow("format: Give json or csv.");
});

test("a parameter in other capitals is not passed over: it would give everything", () => {
  expect(() => asked("updatedsince=2026-11-23")).toThrow("updatedsince: Write it updatedSince.");
  expect(() => asked("Limit=5&limit=6")).toThrow("Limit: Write it limit.");
});
