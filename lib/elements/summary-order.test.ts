import { expect, test } from "vitest";
import type { GroupHead, SummaryRow } from "./data";
import { inOrder, valuesInOrder } from "./summary-order";

const plan = { path: "user.plan", label: "Plan", dataSet: { key: "user", label: "User" }, type: "text" as const };
const heads: GroupHead[] = [{ path: plan.path, label: plan.label, field: plan }];

const row = (text: string, ...values: number[]): SummaryRow => ({
  groups: [{ kind: text === "None" ? "missing" : "value", key: text === "None" ? "" : text, text }],
  values,
});
const rows = [row("None", 9, 9), row("b", 1, 5), row("a", 2, 5), row("c", 2, 4)];

test.each([
  ["by itself the most first, equal ones by name", [], "acb"],
  ["by the second measure", [{ path: "measure:1", dir: "asc" as const }], "cab"],
  [
    "equal ones by the next order",
    [
      { path: "measure:1", dir: "desc" as const },
      { path: "measure:0", dir: "asc" as const },
    ],
    "bac",
  ],
  [
    "by a measure, then by the group itself backwards",
    [
      { path: "measure:0", dir: "desc" as const },
      { path: "group", dir: "desc" as const },
    ],
    "cab",
  ],
  ["by the group itself", [{ path: "group", dir: "desc" as const }], "cba"],
])("%s, what is missing last", (_, sort, expected) => {
  const ordered = inOrder({ sort, groups: [{ path: plan.path }] }, heads, rows);
  expect(ordered.map(({ groups }) => groups[0]?.text).join("")).toBe(`${expected}None`);
});

test("the values of a second group keep their order where the first rows lack some", () => {
  const [type, month] = [
    { ...plan, path: "feedback.type" },
    { ...plan, path: "feedback.created_at", type: "date" as const },
  ];
  const groups: GroupHead[] = [
    { path: type.path, label: "Type", field: type },
    { path: month.path, label: "Month", field: month, bucket: "month" },
  ];
  const of = (first: string, key: string): SummaryRow => ({
    groups: [first, key].map((text) => ({ kind: "value", key: text, text })),
    values: [1],
  });
  const lacking = [
    of("Bug", "2026-09-01"),
    of("Bug", "2026-10-01"),
    of("Idea", "2026-08-01"),
    of("Idea", "2026-09-01"),
  ];
  expect(valuesInOrder({ groups, rows: lacking }, 1).map(({ key }) => key)).toEqual([
    "2026-08-01",
    "2026-09-01",
    "2026-10-01",
  ]);
  const bySize = [of("Bug", "few"), of("Idea", "few"), { ...of("Idea", "many"), values: [3] }];
  const texts = [groups[0]!, { ...groups[0]!, path: "feedback.status" }];
  expect(valuesInOrder({ groups: texts, rows: bySize }, 1).map(({ key }) => key)).toEqual(["many", "few"]);
});
