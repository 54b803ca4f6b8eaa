import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counted, crossed, hostile, summary } from "@/lib/charts/fixtures";
import { styles } from "@/lib/elements/schema";
import { element, joinedScripts, passingFolder, reader, records, report, scripts } from "./fixtures";
import { renderPdf } from "./pdf";
import type { ReportBlock } from "./report-document";

const { folder, remove } = passingFolder();
const file = (name: string) => path.join(folder, name);
afterAll(remove);

// The last ones made a program that draws SVG look for a font without an end, and are written with one letter by several fonts.
const statuses = ["Open", "Closed", "日本語", "العربية", "한국어", "😀 smile", "1️⃣ e\u20e3 x", "سلام abc"];
const people = Array.from({ length: 1000 }, (_, n) => [`Person ${n}`, `person.${n}@example.com`, n * 1.5, n % 2 === 0]);
const wide = Array.from(
  { length: 24 },
  (_, n) => [`Column ${n + 1}`, n % 2 ? "number" : "text"] as [string, "text" | "number"],
);
const wideRows = Array.from({ length: 3 }, (_, row) =>
  wide.map(([, type], n) => (type === "number" ? (n + 1) * 1000 + row : `r${row}c${n + 1}`)),
);
const word = "Unbreakable".repeat(30);

const charts: ReportBlock[] = styles
  .filter((style) => style !== "table" && style !== "list")
  .map((style) => {
    const data =
      style === "number" || style === "gauge"
        ? summary([], [{ groups: [], values: [98_765] }])
        : style === "heat_map"
          ? crossed(statuses, ["Low", "High"])
          : counted(style === "bar" ? [...statuses, ...scripts] : statuses);
    return element(
      `Style ${style}`,
      { style, options: { goal: style === "number" ? 100_000 : null, labels: true } },
      data,
      { isHalf: style !== "bar" },
    );
  });

/** The text of one page or of all, in the order in which it is read. */
let pages: string[] = [];
let whole = "";

beforeAll(async () => {
  const bytes = await renderPdf(
    report(
      [
        { kind: "heading", text: "Overview *not bold*" },
        { kind: "text", text: "First #eval(1) paragraph.\n\nSecond $x$ paragraph." },
        ...charts,
        { kind: "page_break" },
        element(
          "People",
          { style: "table" },
          records(
            [
              ["Name", "text"],
              ["E-mail", "text"],
              ["Score", "number"],
              ["Active", "boolean"],
            ],
            people,
            12_345,
          ),
          { url: "https://beta.example.com/exports/1" },
        ),
        element("Wide", { style: "table" }, records(wide, wideRows)),
        element(
          "Long word",
          { style: "table" },
          records(
            [
              ["Text", "text"],
              ["Other", "text"],
            ],
            [[word, "beside it"]],
          ),
        ),
        element("N".repeat(300), { style: "number" }, summary([], [{ groups: [], values: ["9".repeat(60)] }]), {
          isHalf: true,
          note: "n".repeat(300),
        }),
        element("No columns", { style: "table", items: [] }, records([], [[], []])),
        element("Hostile", { style: "list" }, counted(hostile)),
        element("Scripts", { style: "list" }, counted([...joinedScripts, ...scripts])),
        { kind: "text", text: "ข้อผิดพลาด".repeat(30) },
        element("Nothing", { style: "table" }, counted([]), { note: "Filter: status is lost" }),
      ],
      { title: "Report #strong[x]" },
    ),
  );
  writeFileSync(file("report.pdf"), bytes);
  pages = (await reader("pdftotext", ["-layout", file("report.pdf"), "-"])).split("\f").slice(0, -1);
  whole = await reader("pdftotext", ["-raw", file("report.pdf"), "-"]);
}, 60_000);

test("it is tagged, titled, numbered and in A4", async () => {
  const info = await reader("pdfinfo", ["-isodates", file("report.pdf")]);
  expect(info).toMatch(/^Title: +Report #strong\[x\]$/m);
  expect(info).toMatch(/^Author: +Aurora Community$/m);
  expect(info).toMatch(/^Tagged: +yes$/m);
  expect(info).toMatch(/^Page size: .*\(A4\)$/m);
  expect(info).toContain(`Pages:           ${pages.length}\n`);
  for (const [n, page] of pages.entries())
    expect(page).toMatch(new RegExp(`Report #strong\\[x\\] +Page ${n + 1} of ${pages.length}\\s*$`));
});

// The standard wants a glyph for each letter: where one was missing, Typst refuses to write that it is kept to.
test("it says to be PDF/UA-1, in English", async () => {
  expect(await reader("pdfinfo", ["-meta", file("report.pdf")])).toMatch(/pdfuaid:part>1</);
  expect(readFileSync(file("report.pdf"), "latin1")).toMatch(/\/Lang ?\(en\)/);
});

test("headings, tables and charts are told to those who do not see them", async () => {
  // Of a small report: pdfinfo takes half a minute for a thousand rows.
  const blocks = [
    element("Table", { style: "table" }, counted(statuses)),
    element("Bars", { style: "bar" }, counted(statuses)),
  ];
  writeFileSync(file("small.pdf"), await renderPdf(report(blocks)));
  const structure = await reader("pdfinfo", ["-struct-text", file("small.pdf")]);
  for (const [element, text] of [
    ["H1", "Weekly report"],
    ["H2", "Bars"],
    ["TH", "Status"],
    ["TD", "Closed"],
  ] as const)
    expect(structure).toMatch(new RegExp(`^ *${element}\\b[^]*?"${text}"`, "m"));
  expect(structure.match(/^ *Figure/gm)).toHaveLength(1);
  const told = readFileSync(file("small.pdf")).includes("/Alt");
  expect(told).toBe(true);
});

test("every font is embedded and a subset, and each script has one of ours", async () => {
  const rows = (await reader("pdffonts", [file("report.pdf")])).split("\n").slice(2, -1);
  for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+\S+ +CID (TrueType|Type 0C) +Identity-H +yes yes yes/);
  const names = rows.join();
  for (const font of ["Inter", "NotoSansJP", "NotoSansKR", "NotoNaskhArabic", "NotoEmoji"])
    expect(names).toContain(font);
  for (const script of ["Armenian", "Bengali", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Malayalam"])
    expect(names).toContain(`NotoSans${script}`);
  for (const script of ["Tamil", "Telugu", "Thai", "Devanagari"]) expect(names).toContain(`NotoSans${script}`);
  // What the machine has that tests run on.
  expect(names).not.toMatch(/DejaVu|Liberation/);
});

test("every row up to the cap is there in its order, and the cap is written where it happens", () => {
  const emails = [...whole.matchAll(/person\.(\d+)@example\.com/g)].map(([, n]) => Number(n));
  expect(emails).toEqual(people.map((_, n) => n));
  expect(whole.replaceAll("\n", " ")).toContain(
    "The first 1,000 of 12,345 rows. The complete table: https://beta.example.com/exports/1",
  );
});

test("the heading of a table stands on each of its pages", () => {
  const own = pages.filter((page) => page.includes("@example.com"));
  expect(own.length).toBeGreaterThan(10);
  for (const page of own) expect(page).toMatch(/Name +E-mail +Score +Active/);
});

test("no column is cut: a table too wide goes on, each part with the first column", () => {
  for (const cell of wideRows.flat())
    expect(whole).toContain(typeof cell === "number" ? cell.toLocaleString("en-GB") : cell);
  const parts = pages.filter((page) => /r0c1\b/.test(page));
  expect(parts.length).toBeGreaterThan(0);
  expect(pages.join("").match(/r2c1\b/g)?.length).toBe(pages.join("").match(/r1c1\b/g)?.length);
  expect(whole.replace(/\s/g, "")).toContain(word);
});

test("text of users is text", () => {
  expect(whole).toContain("Overview *not bold*");
  expect(whole).toContain("First #eval(1) paragraph.");
  expect(whole).toContain("Second $x$ paragraph.");
  expect(whole).toContain(`<script>alert("1")</script>`);
  for (const text of ["日本語のラベル", "한국어", "😀", ...joinedScripts, ...scripts.slice(1)])
    expect(whole).toContain(text);
  // As it is read; pdftotext gives Arabic letters in the forms and the order in which they are drawn.
  expect(whole.normalize("NFKC")).toMatch(/[\u0600-\u06ff]{4}/);
  expect(whole).toContain("There is nothing to show.");
  expect(whole).toContain("Filter: status is lost");
  expect(whole.replaceAll(/\s+/g, " ")).toContain("98,765 Count · 99% of the goal of 100,000");
});

test("nothing is drawn outside the margins of any page", async () => {
  await reader("pdftoppm", ["-gray", "-r", "36", file("report.pdf"), file("page")]);
  const pictures = readdirSync(folder).filter((name) => name.endsWith(".pgm"));
  expect(pictures).toHaveLength(pages.length);
  for (const name of pictures) {
    const { width, height, at } = picture(readFileSync(file(name)));
    // Half of the margin of 45 points, at 36 dots an inch.
    const edge = 11;
    const marks = { inside: 0, outside: 0 };
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (at(x, y) < 250)
          marks[x < edge || y < edge || x >= width - edge || y >= height - edge ? "outside" : "inside"]++;
    expect(marks, name).toMatchObject({ outside: 0 });
    expect(marks.inside).toBeGreaterThan(20);
  }
});

/** A binary PGM: `P5 width height 255`, then a byte a pixel. */
function picture(bytes: Buffer) {
  const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(bytes.subarray(0, 40).toString("latin1"));
  const [width, height] = [Number(head?.[1]), Number(head?.[2])];
  const start = head?.[0].length ?? 0;
  return { width, height, at: (x: number, y: number) => bytes[start + y * width + x] ?? 0 };
}

test("a drawing that nearly fits what is left of a page is drawn lower, and the names of two side by side take the same room", async () => {
  const days = Array.from({ length: 9 }, (_, n) => `Day ${n}`);
  const blocks = [
    element("Bars ".repeat(12), { style: "column" }, counted(statuses), { isHalf: true }),
    element("Beside", { style: "column" }, counted(statuses), { isHalf: true }),
    ...["One", "Two"].map((name) => element(name, { style: "line" }, counted(days))),
  ];
  writeFileSync(file("low.pdf"), await renderPdf(report(blocks)));
  const [page = "", ...others] = (await reader("pdftotext", ["-layout", file("low.pdf"), "-"])).split("\f");
  expect(others).toEqual([""]);
  expect(page).toContain("Two");
  expect(page).toMatch(/ 10,000 +10,000$/m);
});

test("letters that no font draws, and joined ones in drawings, do not keep a report from being written", async () => {
  const rare = ["\u{10FFFF} \uE000 \u{12000} ok"];
  const blocks = [
    element("Rare", { style: "table" }, counted(rare)),
    element("T", { style: "bar" }, counted(joinedScripts)),
  ];
  writeFileSync(file("rare.pdf"), await renderPdf(report(blocks)));
  expect(await reader("pdfinfo", [file("rare.pdf")])).toMatch(/Tagged: +yes/);
  expect(await reader("pdftotext", [file("rare.pdf"), "-"])).toContain("ok");
});

test("an export that is given up ends its thread and says why", async () => {
  const reason = new Error("given up");
  const control = new AbortController();
  const written = renderPdf(report([element("People", { style: "table" }, counted(statuses))]), control.signal);
  control.abort(reason);
  await expect(written).rejects.toBe(reason);
});

test("a report that is not set in time ends with words instead of a thread at work for ever", async () => {
  const long = renderPdf(report([element("Long", { style: "table" }, counted(["a"]))]), undefined, 1);
  await expect(long).rejects.toThrow("This report took too long to be set as a PDF.");
});
