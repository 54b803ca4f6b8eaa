import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import type { ElementColumn } from "@/lib/elements/table";
import { csvLines } from "./csv-lines";

const columns: ElementColumn[] = [
  { key: "name", label: "=Name", type: "text" },
  { key: "count", label: "Count", type: "number" },
  { key: "when", label: "When", type: "date" },
  { key: "active", label: "Active", type: "boolean" },
];

test("text that could be a formula is defused, numbers and dates stay what they are", async () => {
  let text = "";
  const rows = [
    ["=1+1", -5, "2026-01-01", true],
    ['a "b", c\nd', null, null, false],
    ["-7", "12345678901234567890", "2026-01-01T10:00:00.000Z", null],
  ];
  for await (const block of csvLines(columns, [rows])) text += block;
  expect(text.startsWith("\ufeff")).toBe(true);
  expect(parse(text, { bom: true })).toEqual([
    ["'=Name", "Count", "When", "Active"],
    ["'=1+1", "-5", "2026-01-01", "true"],
    ['a "b", c\nd', "", "", "false"],
    ["-7", "12345678901234567890", "2026-01-01T10:00:00.000Z", ""],
  ]);
});
