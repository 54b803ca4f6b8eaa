import { expect, test } from "vitest";
import type { SummaryData } from "@/lib/elements/data";
import { drillOf, partWords, readRowsOf, withRows } from "./open-rows";

const field = {
  path: "feedback.closed",
  label: "Closed",
  dataSet: { key: "f", label: "Feedback" },
  type: "boolean",
} as const;
const row = (key: string, text: string) => ({ groups: [{ kind: "value" as const, key, text }], values: [1] });
const data: SummaryData = {
  shape: "summary",
  groups: [{ path: field.path, label: "Closed", field }],
  measures: [{ kind: "count", label: "Count", type: "number", key: "count" }],
  rows: [row("true", "Yes"), row("false", "No")],
  total: [2],
  asOf: "2026-11-23T10:00:00Z",
  zone: "UTC",
  isCut: false,
};

test("open rows stand in the address beside what else is there, and go out of it again", () => {
  const drill = drillOf(data, row("false", "No"));
  const before = new URLSearchParams({ where: "{}" });
  const open = new URLSearchParams(withRows(before, { elementId: "e1", drill }));
  expect(open.get("where")).toBe("{}");
  expect(readRowsOf(open)).toEqual({ elementId: "e1", drill });
  expect(withRows(open, null)).toBe(`?${before}`);
  expect(withRows(new URLSearchParams("rows=e1"), null)).toBe("");
  expect(readRowsOf(new URLSearchParams("rows=e1"))).toEqual({ elementId: "e1", drill: null });
  expect(readRowsOf(new URLSearchParams("rows=e1&drill=%7Bxx"))).toBeNull();
});

test("a part is called as in the drawing, and by what it asks when the drawing has it no more", () => {
  const drill = drillOf(data, row("false", "No"));
  expect(partWords(data, drill)).toBe("No");
  expect(partWords({ ...data, rows: [row("true", "Yes")] }, drill)).toBe("Closed is No");
  expect(partWords(data, null)).toBeNull();
  expect(partWords(null, drill)).toBeNull();
});
