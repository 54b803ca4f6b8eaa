import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counted, crossed, groupHead, otherValue, summary, value } from "@/lib/charts/fixtures";
import { columnsOf, type ElementColumn, type TableCell } from "@/lib/elements/table";
import { convert, element, passingFolder, records, report } from "./fixtures";
import { reportXlsx } from "./xlsx";
import { streamXlsx } from "./xlsx-stream";
import { wholeReportXlsx } from "./xlsx-whole";

const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "＝1+1", "'=1", "_x000D_", "_x003D_1"];
const scripts = [
  "日本語",
  "العربية",
  "😀 👩‍👩‍👧",
  'quote " and, comma; semicolon',
  "two\nlines",
  "https://evil.example.com",
];
const alike = ["true", "1e5", "2026-01-01", "007", " padded "];
const hostile = [formulas, scripts, alike].flat();
const { folder, remove } = passingFolder();
const file = (name: string) => path.join(folder, name);

const statuses = ["Open", "=Closed", "日本語"];
const charts = ["bar", "column", "line", "area", "pie", "doughnut"] as const;
const weeks = [value("2026-08-24"), value("2026-08-31"), otherValue].map((week, n) => ({
  groups: [week],
  values: [n],
}));
const unlike = "Same name that is much longer than a sheet's name may be";

beforeAll(async () => {
  const document = report(
    [
      { kind: "text", text: "“Lost” cannot be shown." },
      element(
        "Hostile: [text]?",
        { style: "table" },
        records(
          [
            ["Text", "text"],
            ["=Number", "number"],
          ],
          hostile.map((text, n) => [text, n - 5.25]),
        ),
      ),
      element(
        "Typed",
        { style: "table" },
        records(
          [
            ["When", "date"],
            ["Day", "date", "day"],
            ["Number", "number"],
            ["Flag", "boolean"],
            ["Nothing", "text"],
          ],
          [
            ["2026-03-29T00:30:00.000Z", "2026-03-29", 1234.5, true, null],
            ["2026-03-29T01:30:00.000Z", "1875-01-01", -3, false, null],
          ],
        ),
      ),
      element(
        "Big",
        { style: "table" },
        summary(["Status"], [{ groups: [value("x")], values: ["12345678901234567890"] }]),
      ),
      element(
        "Control",
        { style: "table" },
        records([["Text", "text"]], [["bell\u0007 null\u0000 half\ud800"], ["carriage\rreturn"], ["x".repeat(40_000)]]),
      ),
      ...charts.map((style) =>
        element(`Chart ${style}`, { style, options: { colors: { Open: "green" } } }, counted(statuses)),
      ),
      element("Crossed", { style: "column", options: { stack: "stacked" } }, crossed(statuses, ["Low", "=High"])),
      element("Heat", { style: "heat_map" }, crossed(statuses, ["Low", "High"])),
      element(
        "Weekly",
        { style: "column" },
        summary(["Week"], weeks, { groups: [{ ...groupHead("Week"), bucket: "week" }] }),
      ),
      element(unlike, { style: "table" }, counted(["a"])),
      element(unlike, { style: "table" }, counted(["b"]), { note: "=1+1" }),
    ],
    { title: "=1+1", subtitle: ["@SUM(1)"] },
  );
  writeFileSync(file("report.xlsx"), await reportXlsx(document));
  const chunks: Uint8Array[] = [];
  const options = { sheetName: "Rows", zone: "Asia/Kolkata", maxRowsPerSheet: 900 };
  for await (const chunk of streamXlsx(columns, blocks(), options)) chunks.push(chunk);
  writeFileSync(file("stream.xlsx"), Buffer.concat(chunks));
  writeFileSync(file("whole.xlsx"), await wholeBook());
  const files = [file("report.xlsx"), file("stream.xlsx"), file("whole.xlsx")];
  // Every sheet to a file of its own, UTF-8, values as they are rather than as they are shown.
  await convert(folder, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", files);
  await convert(folder, "fods", files);
}, 120_000);
afterAll(remove);

const columns: ElementColumn[] = [
  { key: "name", label: "Name", type: "text" },
  { key: "when", label: "When", type: "date" },
  { key: "count", label: "Count", type: "number" },
  { key: "even", label: "Even & odd", type: "boolean" },
];
const row = (n: number): TableCell[] => [
  hostile[n % hostile.length] ?? "",
  new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
  n - 0.5,
  n === 7 ? null : n % 2 === 0,
];

/** Two long elements between others: one whose rows all fit, and one whose sheet is full before they are over. */
async function wholeBook(): Promise<Buffer> {
  const first = records(
    [
      ["Name", "text"],
      ["When", "date"],
      ["Count", "number"],
      ["Even & odd", "boolean"],
    ],
    Array.from({ length: 3 }, (_, n) => row(n)),
    1500,
  );
  const whole = () => Promise.resolve({ columns, rows: blocks() });
  const titles = { ...counted(statuses), isCut: true };
  const short = { columns: columnsOf(titles), rows: oneBlock([["=Only", 7]]) };
  const url = "https://beta.example.com/r";
  const document = report([
    element("Before", { style: "column" }, counted(statuses)),
    element("All", { style: "table" }, first, { whole, url, note: "Filter: Status is Open" }),
    { kind: "text", text: "Between" },
    element("Chart", { style: "column" }, titles, { whole: () => Promise.resolve(short) }),
    element("After", { style: "table" }, counted(["a"])),
  ]);
  const pieces: Uint8Array[] = [];
  for await (const piece of wholeReportXlsx(document, { maxRowsPerSheet: 1201 })) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* oneBlock(rows: TableCell[][]): AsyncGenerator<TableCell[][]> {
  yield await Promise.resolve(rows);
}

async function* blocks(): AsyncGenerator<TableCell[][]> {
  for (let n = 0; n < 1500; n += 250) yield Array.from({ length: 250 }, (_, m) => row(n + m));
}

function sheet(name: string, from = "report"): string[][] {
  return parse(readFileSync(file(`${from}-${name}.csv`)), { relax_column_count: true });
}

test("hostile text comes back letter by letter, and numbers beside it are numbers", () => {
  const [head, ...rows] = sheet("Hostile   text");
  expect(head).toEqual(["Text", "=Number"]);
  expect(rows).toEqual(hostile.map((text, n) => [text, String(n - 5.25)]));
});

test("instants are written as the clock of the zone shows them, days as they stand", () => {
  const [, ...rows] = sheet("Typed");
  expect(rows).toEqual([
    ["03/29/2026 01:30:00", "03/29/2026", "1234.5", "TRUE", ""],
    ["03/29/2026 03:30:00", "1875-01-01", "-3", "FALSE", ""],
  ]);
  const flat = readFileSync(file("report.fods"), "utf8");
  expect(flat.includes('office:date-value="2026-03-29T03:30:00"')).toBe(true);
});

test("weeks that were grouped by are dates that read as weeks", () => {
  expect(sheet("Weekly")).toEqual([
    ["Week", "Count"],
    ["08/24/2026", "0"],
    ["08/31/2026", "1"],
    ["Other", "2"],
  ]);
  const flat = readFileSync(file("report.fods"), "utf8");
  const cell = /office:date-value="2026-08-24"[^>]*>\s*<text:p>([^<]*)</.exec(flat);
  expect(cell?.[1]).toBe("Week of 24 Aug 2026");
});

test("a number that a double cannot hold keeps its digits, as text", () => {
  expect(sheet("Big")[1]).toEqual(["x", "12345678901234567890"]);
});

test("control characters are left out and a text that is too long says that it was cut", () => {
  const texts = sheet("Control").map(([text]) => text ?? "");
  expect(texts[1]).toBe("bell null half\ufffd");
  expect(texts[2]).toBe("carriage\nreturn");
  expect(texts[3]).toHaveLength(32_767);
  expect(texts[3]).toMatch(/x… \[cut\]$/);
});

test("no cell of any sheet is a formula or a link", () => {
  for (const name of ["report.fods", "stream.fods", "whole.fods"]) {
    const flat = readFileSync(file(name), "utf8");
    // LibreOffice writes a Boolean of the file as this.
    const found = [...flat.matchAll(/table:formula="([^"]*)"/g)].map(([, formula]) => formula);
    expect(found.filter((formula) => formula !== "of:=TRUE()" && formula !== "of:=FALSE()")).toEqual([]);
    expect(flat.includes("<text:a")).toBe(false);
  }
});

test("charts are charts, drawn over the numbers of their sheet; others are pictures", () => {
  const flat = readFileSync(file("report.fods"), "utf8");
  const classes = [...flat.matchAll(/chart:class="chart:(\w+)"/g)].map(([, name]) => name);
  // The series of a chart name its kind once more. LibreOffice has one kind for bars and columns, and calls a doughnut a ring.
  expect(new Set(classes)).toEqual(new Set(["bar", "line", "area", "circle", "ring"]));
  expect(flat.match(/<office:chart[ >]/g)).toHaveLength(charts.length + 2);
  expect(flat.match(/<office:binary-data/g)?.length).toBeGreaterThan(0);
  expect(sheet("Crossed, chart")).toEqual([
    // The larger series first, as on the screen.
    ["Status", "=High", "Low"],
    ["Open", "2", "1"],
    ["=Closed", "12", "11"],
    ["日本語", "22", "21"],
  ]);
});

test("sheets have names of their own, and the first lists them", () => {
  const rows = sheet("Report");
  expect(rows[0]?.[0]).toBe("=1+1");
  const names = rows.slice(4).map(([name]) => name);
  expect(names).toContain("“Lost” cannot be shown.");
  expect(names).toContain("Same name that is much longer t");
  expect(names).toContain("Same name that is much long (2)");
  expect(rows.at(-1)).toEqual(["Same name that is much long (2)", unlike, "1", "=1+1"]);
});

test("bars have the colours of their statuses, and pictures are as high and wide as they were drawn", () => {
  const flat = readFileSync(file("report.fods"), "utf8");
  expect(flat.includes('draw:fill-color="#15803d"')).toBe(true);
  const [, frame = ""] = /<draw:frame([^>]*)>\s*<draw:image/.exec(flat) ?? [];
  const [wide, high] = ["width", "height"].map((side) => Number(new RegExp(`svg:${side}="([0-9.]+)`).exec(frame)?.[1]));
  // Cells are as wide as letters, so nearly.
  expect(Math.abs(Number(wide) / Number(high) / (640 / 180) - 1)).toBeLessThan(0.1);
});

test("headings are frozen, filtered and printed on each page", async () => {
  // LibreOffice drops both when it converts without a window.
  const { sheets, properties } = await readXlsx(readFileSync(file("report.xlsx")));
  expect(properties).toMatchObject({ title: "=1+1", creator: "Aurora Community" });
  expect(sheets[1]).toMatchObject({ freezePane: { rows: 1 }, autoFilter: { range: `A1:B${hostile.length + 1}` } });
  const flat = readFileSync(file("report.fods"), "utf8");
  // Charts have tables of their own.
  const drawn = flat.match(/<office:chart[ >]/g)?.length ?? 0;
  expect(flat.match(/<table:table-header-rows>/g)).toHaveLength(sheets.length - 1 + drawn);
  const streamed = await readXlsx(readFileSync(file("stream.xlsx")));
  expect(streamed.sheets).toMatchObject([
    { freezePane: { rows: 1 }, autoFilter: { range: "A1:D900" }, pageSetup: { printTitlesRow: "$1:$1" } },
    { freezePane: { rows: 1 }, autoFilter: { range: "A1:D602" }, pageSetup: { printTitlesRow: "$1:$1" } },
  ]);
});

test("the workbook of a report has every row of long elements, beside charts; where a sheet is full it says so", async () => {
  const [head, ...rows] = sheet("All", "whole");
  expect(head).toEqual(["Name", "When", "Count", "Even & odd"]);
  expect(rows.map(([name, , count, even]) => [name, count, even])).toEqual(
    Array.from({ length: 1200 }, (_, n) => [
      hostile[n % hostile.length],
      String(n - 0.5),
      n === 7 ? "" : String(n % 2 === 0).toUpperCase(),
    ]),
  );
  expect(rows[0]?.[1]).toBe("01/01/2026 01:00:00");
  expect(sheet("Chart", "whole").slice(1)).toEqual([["=Only", "7"]]);
  expect(sheet("Before", "whole")[1]).toEqual(["Open", "1111"]);
  expect(sheet("Report", "whole").slice(5)).toEqual([
    ["Before", "Before", "3", ""],
    [
      "All",
      "All",
      "1200",
      "Filter: Status is Open The first 1,200 rows, because a sheet holds no more. The complete table: https://beta.example.com/r",
    ],
    ["Between", "", "", ""],
    ["Chart", "Chart", "1", "It is too long for a chart beside it."],
    ["After", "After", "1", ""],
  ]);
  const flat = readFileSync(file("whole.fods"), "utf8");
  expect(flat.match(/<office:chart[ >]/g)).toHaveLength(1);
  const { sheets } = await readXlsx(readFileSync(file("whole.xlsx")));
  expect(sheets[2]).toMatchObject({
    freezePane: { rows: 1 },
    autoFilter: { range: "A1:D1201" },
    pageSetup: { printTitlesRow: "$1:$1" },
  });
});

test("a long table is streamed whole, the rest on a second sheet with the heading again", () => {
  const [head, ...first] = sheet("Rows", "stream");
  const [again, ...second] = sheet("Rows (2)", "stream");
  expect([head, again]).toEqual([
    ["Name", "When", "Count", "Even & odd"],
    ["Name", "When", "Count", "Even & odd"],
  ]);
  const all = [...first, ...second];
  expect(all).toHaveLength(1500);
  expect(all.map(([name, , count, even]) => [name, count, even])).toEqual(
    Array.from({ length: 1500 }, (_, n) => [
      hostile[n % hostile.length],
      String(n - 0.5),
      n === 7 ? "" : String(n % 2 === 0).toUpperCase(),
    ]),
  );
  expect(all[0]?.[1]).toBe("01/01/2026 05:30:00");
});
