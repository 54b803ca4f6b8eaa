// @vitest-environment jsdom
import { expect, test } from "vitest";
import { tableOf } from "@/lib/elements/table";
import { measureText } from "@/lib/elements/words";
import type { ElementData, GroupValue } from "@/lib/elements/data";
import { styles, type ElementDraft } from "@/lib/elements/schema";
import { drawChart, isChart, leastHeight, suitableHeight } from "./draw-chart";
import { counted, crossed, definition, groupHead, hostile, otherValue, summary, value } from "./fixtures";

const statuses = ["Open", "Closed", "Waiting for customer"];
const charts = styles.filter(isChart);

function draw(draft: Partial<ElementDraft>, data: ElementData, theme: "light" | "dark" = "light", width = 640) {
  const question = definition(draft);
  const drawing = drawChart(question, data, { width, height: suitableHeight(question, data, width), theme });
  const document = new DOMParser().parseFromString(drawing.svg, "image/svg+xml");
  const texts = [...document.querySelectorAll("text")].map((node) => node.lastChild?.textContent ?? "");
  const titles = [...document.querySelectorAll("[data-row] > title")].map((node) => node.textContent);
  return { ...drawing, document, texts, titles };
}

function answerFor(style: string): ElementData {
  if (style === "gauge") return summary([], [{ groups: [], values: [1234] }]);
  return style === "heat_map" ? crossed(statuses, ["Low", "High"]) : counted(statuses);
}

test.each(charts)("a %s names every value of the table, as the table writes it", (style) => {
  const data = answerFor(style);
  const { texts, titles, document } = draw({ style, options: { labels: true } }, data);
  const said = [...texts, ...titles].join("\n");
  const { rows } = tableOf(data);
  for (const [n, cells] of rows.entries()) {
    for (const cell of cells) {
      const words =
        typeof cell === "number" ? measureText(cell, summary([], []).measures[0]!, { zone: "UTC" }) : String(cell);
      expect(said).toContain(words);
    }
    expect(document.querySelector(`[data-row="${n}"]`)).not.toBeNull();
  }
});

test.each(charts)("hostile names in a %s are text, in both themes", (style) => {
  const data =
    style === "heat_map" ? crossed(hostile, hostile) : style === "gauge" ? answerFor(style) : counted(hostile);
  for (const theme of ["light", "dark"] as const) {
    const { document, svg } = draw({ style }, data, theme);
    expect(document.querySelectorAll("script, style, image, a, foreignObject, use")).toHaveLength(0);
    expect(svg).not.toMatch(/\son\w+=|href|url\((?!#)|(?!\n)\p{Cc}/u);
    expect(svg.isWellFormed()).toBe(true);
  }
});

test("a name that was cut is told whole to the pointer", () => {
  const long = `Regression in ${"the very long name of a thing ".repeat(4)}`.trim();
  const { document } = draw({ style: "bar" }, counted(["Short", long]));
  const label = [...document.querySelectorAll("text")].find((node) => node.querySelector("title"));
  expect(label?.querySelector("title")?.textContent).toBe(long);
  expect(label?.lastChild?.textContent).toMatch(/ name of .*…$/);
});

test("the same value has the same colour in every element, its field's colour before any other", () => {
  const fill = (names: string[], name: string) => {
    const { document } = draw({ style: "pie" }, counted(names));
    return document.querySelectorAll("[data-row]")[names.indexOf(name)]?.getAttribute("fill");
  };
  expect(fill(["Chrome", "Safari"], "Safari")).toBe(fill(["Safari", "Chrome"], "Safari"));
  expect(new Set(statuses.map((name) => fill(statuses, name))).size).toBe(3);
  const rows = [
    { groups: [value("Done", "green")], values: [1] },
    { groups: [value("Lost")], values: [2] },
    { groups: [otherValue], values: [3] },
  ];
  const { document } = draw({ style: "bar", options: { colors: { Lost: "red" } } }, summary(["Status"], rows));
  expect([...document.querySelectorAll("[data-row]")].map((bar) => bar.getAttribute("fill"))).toEqual([
    "#15803d",
    "#cf2424",
    "#7d8595",
  ]);
});

test("a full stack ends at 100 %, a goal above the data is on the axis", () => {
  const full = draw({ style: "column", options: { stack: "full" } }, crossed(statuses, ["Low", "High"]));
  expect(full.texts).toContain("100%");
  const { texts } = draw({ style: "column", options: { goal: 9000 } }, counted(statuses));
  expect(texts).toContain("Goal 9,000");
  expect(texts).toContain("10,000");
});

test("a combination that does not occur counts nothing; an average of nothing is no point", () => {
  const rows = crossed(statuses, ["Low", "High"]).rows.slice(1);
  const counts = draw({ style: "column" }, summary(["Status", "Severity"], rows));
  expect(counts.document.querySelectorAll("[data-row]")).toHaveLength(5);
  const measures = [{ kind: "average", label: "Average", type: "number", key: "average" } as const];
  const lines = draw({ style: "line" }, summary(["Status", "Severity"], rows, { measures }));
  expect(lines.titles.join()).not.toContain("Open, Low");
});

test("an answer without rows is drawn as the words that say so", () => {
  for (const style of charts.filter((one) => one !== "gauge"))
    expect(draw({ style }, summary(["Status"], [])).texts).toEqual(["Nothing to show"]);
});

test("the sentence reads the values and what they add up to", () => {
  expect(draw({}, counted(statuses)).sentence).toBe(
    "Count by Status. Open: 1,111, Closed: 2,222, Waiting for customer: 3,333; 6,666 in all.",
  );
  expect(draw({}, counted(Array.from({ length: 30 }, (_, n) => `v${n}`))).sentence).toMatch(
    /v7: 8,888 and 22 more; 516,615 in all\.$/,
  );
  expect(draw({}, summary(["Status"], [])).sentence).toBe("Count by Status: there is nothing to show.");
});

test("a hundred values make less than 100 kB", () => {
  const many = counted(Array.from({ length: 100 }, (_, n) => `A value with a name of its own, number ${n}`));
  for (const style of ["bar", "column"] as const)
    expect(draw({ style, options: { labels: true } }, many).svg.length).toBeLessThan(100_000);
});

test("a heat map of ten thousand cells is still a small drawing, each cell where it belongs", () => {
  const names = Array.from({ length: 100 }, (_, n) => `Value ${n}`);
  const { document, svg } = draw({ style: "heat_map" }, crossed(names, names));
  expect(svg.length).toBeLessThan(600_000);
  const cells = [...document.querySelectorAll("path")].flatMap(
    (path) => path.getAttribute("d")?.match(/M[^M]*h[\d.]+v[\d.]+h-[\d.]+z/g) ?? [],
  );
  expect(new Set(cells).size).toBe(10_000);
});

test("values stand where there is room for them, below zero beyond the other end of the bar", () => {
  const rows = [120, -45, 380].map((count, n) => ({ groups: [value(`t${n}`)], values: [count] }));
  const { document } = draw({ style: "bar", options: { labels: true } }, summary(["Team"], rows));
  const anchorOf = (words: string) =>
    [...document.querySelectorAll("text")].find((node) => node.textContent === words)?.getAttribute("text-anchor");
  expect([anchorOf("380"), anchorOf("-45")]).toEqual(["start", "end"]);
  const many = counted(Array.from({ length: 60 }, (_, n) => `Day ${n}`));
  const line = draw({ style: "line", options: { labels: true } }, many).texts;
  expect(line).toContain("66,660");
  expect(line.filter((text) => /^\d+,\d{3}$/.test(text)).length).toBeLessThan(30);
});

test("names of many columns do not run into each other", () => {
  const names = Array.from({ length: 40 }, (_, n) => `A name that is long, number ${n}`);
  const { document } = draw({ style: "column" }, counted(names));
  const turned = [...document.querySelectorAll("text")].filter((node) =>
    node.lastChild?.textContent?.startsWith("A n"),
  );
  const at = turned.map((node) => Number(/,(-?[\d.]+),-?[\d.]+\)$/.exec(node.getAttribute("transform") ?? "")?.[1]));
  expect(turned).toHaveLength(40);
  for (const [n, x] of at.entries()) if (n > 0) expect(x - (at[n - 1] ?? 0)).toBeGreaterThanOrEqual(14);
});

const missingValue: GroupValue = { kind: "missing", key: "", text: "None" };

test("ranges are all named, in two lines where one is too long", () => {
  const ranges = ["Below 1", "1 to below 5", "5 to below 10", "10 to below 20", "20 and more"].map((text) =>
    value(text),
  );
  const rows = [...ranges, missingValue].map((group, n) => ({ groups: [group], values: [n + 1] }));
  const { texts } = draw({ style: "column" }, summary(["Sessions"], rows), "light", 470);
  expect(texts).toEqual(
    expect.arrayContaining(["Below 1", "1 to", "below 5", "10 to", "below 20", "20 and", "more", "None"]),
  );
});

test("of many days some are named, and what has no day always is", () => {
  const days = Array.from({ length: 28 }, (_, n) => value(`2026-11-${String(n + 1).padStart(2, "0")}`));
  const rows = [...days, missingValue].map((group) => ({ groups: [group], values: [1] }));
  const heads = [{ ...groupHead("Day"), bucket: "day" as const }];
  const { texts } = draw({ style: "line" }, summary(["Day"], rows, { groups: heads }));
  const named = texts.filter((text) => text.includes("Nov"));
  expect(named[0]).toBe("1 Nov 2026");
  expect(named.length).toBeGreaterThan(5);
  expect(named.length).toBeLessThan(20);
  expect(texts).toContain("None");
  expect(texts).not.toContain("28 Nov");
});

test("a whole of nothing is drawn as its place, and a part of next to nothing is not written as nothing", () => {
  const none = draw(
    { style: "pie" },
    summary(
      ["Status"],
      statuses.map((name) => ({ groups: [value(name)], values: [0] })),
    ),
  );
  expect(none.texts).toContain("Open · 0 (0%)");
  expect(none.document.querySelectorAll('path[fill="#dadee6"]')).toHaveLength(1);
  const tiny = summary(
    ["Status"],
    [
      { groups: [value("Most")], values: [99_999] },
      { groups: [value("One")], values: [1] },
    ],
  );
  expect(draw({ style: "doughnut" }, tiny).texts).toContain("One · 1 (<0.1%)");
});

test("values on stacked areas are outlined, and those of thin parts are left out", () => {
  const months = ["Aug", "Sept"].flatMap((month, n) =>
    ["Bug", "Idea"].map((type, m) => ({ groups: [value(month), value(type)], values: [n * 90 + m * 2 + 5] })),
  );
  const { document, texts } = draw(
    { style: "area", options: { stack: "stacked", labels: true } },
    summary(["Month", "Type"], months),
  );
  expect(texts.filter((text) => ["5", "7", "95", "97"].includes(text))).toEqual(["97", "95"]);
  const label = [...document.querySelectorAll("text")].find(({ textContent }) => textContent === "97");
  expect([label?.getAttribute("stroke"), label?.getAttribute("paint-order")]).toEqual(["#ffffff", "stroke"]);
});

test("forty columns name all of theirs, whole where the page is wide, and are no lower for it", () => {
  const names = Array.from({ length: 40 }, (_, n) => `Umbrella Health Systems ${n + 1}`);
  const columns = counted(names);
  expect(draw({ style: "column" }, columns, "light", 1100).texts).toEqual(expect.arrayContaining(names));
  const onPaper = draw({ style: "column" }, columns, "light", 680);
  const cut = onPaper.texts.filter((text) => text.startsWith("Umbrella Health"));
  expect(cut).toHaveLength(40);
  const brief = draw({ style: "column" }, counted(names.map((_, n) => `${n + 1}`)), "light", 680);
  expect(onPaper.height - brief.height).toBeGreaterThan(80);
  expect(leastHeight(definition({ style: "column" }), columns, 680) - onPaper.height).toBe(
    leastHeight(definition({ style: "column" }), counted(["1"]), 680) - brief.height,
  );
});

test("names below columns are broken between words; what is cut then is told whole to the pointer", () => {
  const parts = ["Regression in", "the long name", "of a thing"];
  const { texts } = draw({ style: "column" }, counted(Array.from({ length: 6 }, (_, n) => `${parts.join(" ")} ${n}`)));
  expect(texts).toEqual(expect.arrayContaining([parts[0], parts[1], `${parts[2]} 5`]));
  const long = `Regression in ${"the very long name of a thing ".repeat(4)}`.trim();
  const { document } = draw({ style: "column" }, counted(["Short", long, "Other", "Last"]));
  const label = [...document.querySelectorAll("text")].find((node) => node.querySelector("title"));
  expect(label?.querySelector("title")?.textContent).toBe(long);
  expect(label?.lastChild?.textContent).toMatch(/…$/);
});

test("in a narrow drawing long names beside bars have two lines, where there is room for them", () => {
  const names = Array.from({ length: 12 }, (_, n) => `Umbrella Health Systems ${n + 1}`);
  const { texts } = draw({ style: "bar" }, counted(names), "light", 300);
  expect(texts).toEqual(expect.arrayContaining(["Umbrella Health", "Systems 1", "Systems 12"]));
  const question = definition({ style: "bar" });
  const at = (height: number) => drawChart(question, counted(names), { width: 300, height, theme: "light" }).svg;
  expect(at(leastHeight(question, counted(names), 300))).toContain("Systems 12<");
  expect(at(300)).toContain("Umbrella Health…");
  expect(at(300)).not.toContain(">Systems");
});
