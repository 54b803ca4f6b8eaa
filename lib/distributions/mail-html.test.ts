import { expect, test } from "vitest";
import { counted, definition, summary } from "@/lib/charts/fixtures";
import type { ElementData } from "@/lib/elements/data";
import { elementDefinition } from "@/lib/elements/schema";
import { mailHtml } from "./mail-html";
import type { MailReport } from "./mail-report";
import { mailText } from "./mail-text";

const people = { key: "user", label: "User" };
const asOf = "2026-11-23T10:00:00.000Z";

function tableOf(values: [string, number][]): MailReport {
  const data: ElementData = {
    shape: "records",
    asOf,
    zone: "UTC",
    isCut: false,
    count: values.length,
    items: [
      { path: "user.name", label: "Name", field: { path: "user.name", label: "Name", dataSet: people, type: "text" } },
      {
        path: "user.score",
        label: "Score",
        field: { path: "user.score", label: "Score", dataSet: people, type: "number" },
      },
    ],
    rows: values.map((row, n) => ({ id: String(n), label: row[0], values: row })),
  };
  const definition = elementDefinition.parse({
    source: "users",
    items: [{ path: "user.name" }, { path: "user.score" }],
    style: "table",
  });
  return {
    title: "Weekly",
    place: "Aurora",
    number: 4,
    note: "",
    filters: [],
    asOf,
    zone: "UTC",
    url: "https://beta.example.com/r",
    blocks: [{ kind: "element", name: "People", definition, data, sentence: "", picture: null }],
    attached: [],
    linked: [],
    notes: [],
  };
}

test("a long text is cut, a long word may break, and no text becomes markup", () => {
  const report = tableOf([
    [`${"word ".repeat(60)}end`, 1],
    [`<b>${"x".repeat(60)}</b>`, 2],
  ]);
  const [html, text] = [mailHtml(report), mailText(report)];
  for (const mail of [html, text]) {
    expect(mail).toContain("word word…");
    expect(mail).not.toContain("end");
  }
  expect(html).toContain(`&lt;b&gt;${"x".repeat(21)}<wbr>${"x".repeat(24)}<wbr>`);
  expect(html).not.toContain("<b>");
});

test("an id stays whole, and a chart is read as text name by name", () => {
  const report = tableOf([
    ["BUG-121", 9],
    ["Below 1", 4],
  ]);
  expect(mailHtml(report)).toMatch(/white-space:nowrap">BUG-121<\/td>/);
  expect(mailText(report)).toContain("BUG-121 | 9\n");
  const [table] = report.blocks;
  if (table?.kind !== "element") throw new Error("no element");
  const chart = { ...table, picture: { contentId: "1@x", width: 460 } };
  expect(mailText({ ...report, blocks: [chart] })).toContain("Name: Score\nBUG-121: 9\nBelow 1: 4");
});

test("of many weeks a mail shows the last, of anything else the first", () => {
  const report = tableOf([]);
  const weeks = Array.from({ length: 30 }, (_, n) => `2026-W${n + 10}`);
  const data = counted(weeks);
  const show = (shown: ElementData) => {
    const table = definition({ style: "table" });
    report.blocks = [{ kind: "element", name: "Weeks", definition: table, data: shown, sentence: "", picture: null }];
    return mailText(report);
  };
  const inTime = show({ ...data, groups: data.groups.map((group) => ({ ...group, bucket: "week" as const })) });
  expect(inTime).toContain("2026-W39");
  expect(inTime).not.toContain("2026-W10");
  expect(inTime).toContain("The last 20 of 30 rows.");
  expect(show(data)).toContain("2026-W10");
  expect(show(data)).toContain("The first 20 of 30 rows.");
});

test("numbers of a column have as many digits as each other, and a summary number says its goal", () => {
  const report = tableOf([
    ["One", 1],
    ["Two", 2.5],
  ]);
  for (const mail of [mailHtml(report), mailText(report)]) expect(mail).toContain("1.0");
  const number = definition({ style: "number", options: { goal: 1500 } });
  const data = summary([], [{ groups: [], values: [1234] }]);
  report.blocks = [{ kind: "element", name: "Open", definition: number, data, sentence: "", picture: null }];
  expect(mailHtml(report)).toMatch(/>1,234<\/p>\s*<p[^>]*>82% of the goal of 1,500</);
  expect(mailText(report)).toContain("1,234 (82% of the goal of 1,500)");
});

test("numbers stand right, right-to-left text begins right, also for programs that know no style", () => {
  const html = mailHtml(tableOf([["محمد", 1_234]])).replace(/ style="[^"]*"/g, "");
  expect(html).toContain('<td dir="auto" align="left">محمد</td>');
  expect(html).toContain('<td dir="auto" align="right">1,234</td>');
});
