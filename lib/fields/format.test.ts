import { expect, test } from "vitest";
import type { FieldInfo, FieldType, FieldValue } from "./field";
import { fieldTitle, formatRelative, formatValue } from "./format";

const field = (type: FieldType): FieldInfo => ({
  path: "x",
  label: "X",
  dataSet: { key: "d", label: "D" },
  type,
  options: [{ value: "open", label: "Open" }],
});

test.each<[FieldValue, FieldType, string]>([
  [null, "text", ""],
  [true, "boolean", "Yes"],
  [false, "boolean", "No"],
  [1234567.5, "number", "1,234,567.5"],
  ["open", "choice", "Open"],
  ["gone", "choice", "gone"],
  [["open", "new"], "list", "Open, new"],
  ["2026-11-21T23:30:00.000Z", "date", "Nov 22, 2026, 5:00 AM"],
  ["2026-11-21", "date", "Nov 21, 2026"],
  ["not a date", "date", "not a date"],
])("%j as %s reads %j in Kolkata", (value, type, expected) => {
  const read = formatValue(value, field(type), { zone: "Asia/Kolkata", locale: "en" });
  expect(read.replaceAll("\u202f", " ")).toBe(expected);
});

test.each([
  ["2026-11-21T14:58:00.000Z", "2 minutes ago"],
  ["2026-11-21T15:00:00.000Z", "now"],
  ["2026-11-21T17:59:00.000Z", "in 2 hours"],
  ["2026-11-18T15:00:00.000Z", "3 days ago"],
  ["2026-11-20", "yesterday"],
  ["2026-11-21", "today"],
  ["2026-08-21", "3 months ago"],
  ["2024-11-20", "2 years ago"],
])("%s is %s", (iso, expected) => {
  expect(formatRelative(iso, "2026-11-21T15:00:00.000Z", { zone: "UTC", locale: "en" })).toBe(expected);
});

test("an external field says its group", () => {
  expect(
    fieldTitle({ ...field("text"), path: "external.crm.tier", label: "Tier", dataSet: { key: "crm", label: "CRM" } }),
  ).toBe("CRM · Tier");
});
