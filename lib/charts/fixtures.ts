import type { GroupValue, SummaryData, SummaryRow } from "@/lib/elements/data";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";

/** Answers to draw and to write, as tests make them. */
const head = { shape: "summary", asOf: "2026-11-21T09:32:00.000Z", zone: "Europe/Berlin", isCut: false } as const;
const count = { kind: "count", label: "Count", type: "number", key: "count" } as const;

export function value(text: string, color?: string): GroupValue {
  return { kind: "value", key: text, text, color };
}

export const otherValue: GroupValue = { kind: "other", key: "", text: "Other" };

export function groupHead(label: string): SummaryData["groups"][number] {
  const dataSet = { key: "feedback", label: "Feedback" };
  return {
    path: `feedback.${label.toLowerCase()}`,
    label,
    field: { path: "feedback.x", label, dataSet, type: "text" },
  };
}

export function summary(groups: string[], rows: SummaryRow[], part: Partial<SummaryData> = {}): SummaryData {
  const total = rows.reduce((sum, { values }) => sum + Number(values[0] ?? 0), 0);
  return { ...head, groups: groups.map(groupHead), measures: [count], rows, total: [total], ...part };
}

/** `names` with the counts 1, 2, 3 … times 1,111. */
export function counted(names: readonly string[]): SummaryData {
  return summary(
    ["Status"],
    names.map((name, n) => ({ groups: [value(name)], values: [(n + 1) * 1111] })),
  );
}

export function crossed(first: readonly string[], second: readonly string[]): SummaryData {
  const rows = first.flatMap((a, n) =>
    second.map((b, m) => ({ groups: [value(a), value(b)], values: [n * 10 + m + 1] })),
  );
  return summary(["Status", "Severity"], rows);
}

export function definition(draft: Partial<ElementDraft> = {}) {
  return elementDefinition.parse({ source: "feedback", measures: [{ kind: "count" }], style: "bar", ...draft });
}

export const hostile = [
  `<script>alert("1")</script>`,
  `a & b "c" 'd'`,
  "x".repeat(200),
  "مرحبا بالعالم",
  "日本語のラベル",
  "👩‍👩‍👧 family",
  "bell\u0007 and \uD800 half",
  "]]><style>",
];
