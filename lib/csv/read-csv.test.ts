import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, csvStart } from "./csv";
import { readCsv, separatorOf, type CsvLimits } from "./read-csv";

const limits: CsvLimits = { bytes: 100_000, rows: 100, columns: 5, cell: 1_000 };

async function* inPieces(bytes: Uint8Array, size: number) {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(given: string | Uint8Array, change: Partial<CsvLimits> = {}, size = 7) {
  const bytes = typeof given === "string" ? new TextEncoder().encode(given) : given;
  const rows: [number, ...string[]][] = [];
  for await (const { line, cells } of readCsv(inPieces(bytes, size), { ...limits, ...change }))
    rows.push([line, ...cells]);
  return rows;
}

describe("a CSV file", () => {
  test.each([
    ["comma", "a,b\r\n1,2\r\n"],
    ["semicolon", "a;b\n1;2\n"],
    ["tab", "a\tb\n1\t2"],
    ["byte order mark", "\uFEFFa,b\n1,2"],
    ["old line ends", "a,b\r1,2\r"],
  ])("is read with %s", async (_, text) => {
    expect(await read(text)).toEqual([
      [1, "a", "b"],
      [2, "1", "2"],
    ]);
  });

  test.each(["utf-16le", "utf-16be"] as const)("is read as %s by its mark", async (encoding) => {
    const bytes = Buffer.from("\uFEFFName;Größe\nJané;日本 😀", "utf16le");
    if (encoding === "utf-16be") bytes.swap16();
    expect(await read(bytes)).toEqual([
      [1, "Name", "Größe"],
      [2, "Jané", "日本 😀"],
    ]);
  });

  test("keeps quotes, separators and line breaks inside a cell, and knows on which line each row begins", async () => {
    expect(await read('a,b\r\n"x\r\ny, ""z""",2\r\n\r\n3,"4\n\n"\n5,6')).toEqual([
      [1, "a", "b"],
      [2, 'x\ny, "z"', "2"],
      [5, "3", "4\n\n"],
      [8, "5", "6"],
    ]);
  });

  test("passes over empty rows, and gives ragged ones as they are", async () => {
    expect(await read("a,b\n,\n\n1\n1,2,3\n")).toEqual([
      [1, "a", "b"],
      [4, "1"],
      [5, "1", "2", "3"],
    ]);
  });

  test.each([
    ["more bytes", "a\n1\n2\n", { bytes: 4 }, "larger than 0.000004 MB"],
    ["more rows", "a\n1\n2\n3\n", { rows: 2 }, "Line 4 is row 3. An import takes 2 rows."],
    ["more columns", "a\n1,2,3,4,5,6\n", {}, "Line 2 has 6 columns. An import takes 5."],
    ["a longer cell", 'a\n"\n1234567"\n', { cell: 7 }, "Line 2, column 1 has 8 characters. A cell takes 7."],
  ])("with %s than the limit is refused, the limit and the line named", async (_, text, change, message) => {
    await expect(read(text, change)).rejects.toMatchObject({
      code: "too_large",
      message: expect.stringContaining(message),
    });
  });

  test("at the limits is taken", async () => {
    expect(await read("a\n1\n2\n", { rows: 2, bytes: 6, cell: 1, columns: 1 })).toHaveLength(3);
  });

  test.each([
    ["a quote that is never closed", 'a,b\n1,2\n3,"x\n4,5\n', "after line 2 opens a quote"],
    ["a quote that swallows the file", `a,b\n1,2\n3,"${"x\n".repeat(9_000)}`, "after line 2 is too long"],
    ["a quote within a cell", 'a,b\n1,2"3\n', "Line 2 has a quote within a cell"],
    ["text after a closing quote", 'a,b\n1,"2"3\n', "Line 2 goes on after the closing quote"],
    ["Latin-1", Buffer.from("a,b\n1,2\nJos\u00e9,3\n", "latin1"), "Line 3 is not text in UTF-8"],
    ["a spreadsheet", Buffer.from([0x50, 0x4b, 3, 4, 10, 0, 0, 0]), "is not text in UTF-8"],
    ["UTF-16 without its mark", Buffer.from("a,b\n", "utf16le"), "Line 1 is not text in UTF-8"],
    ["half a letter at the end", Buffer.from([97, 10, 0xc3]), "Line 2 is not text in UTF-8"],
  ])("with %s is refused by its line", async (_, given, message) => {
    for (const size of [1, 3, 100_000])
      await expect(read(given, {}, size)).rejects.toMatchObject({ message: expect.stringContaining(message) });
  });

  test("an empty one has no rows", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("\uFEFF\r\n\r\n")).toEqual([]);
  });

  test("that we write is read back as it was, however it arrives", async () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", '"', ",", ";", "\t", "\n", "\r", "é", "😀", " ", "="),
      maxLength: 8,
    });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const kept = rows.filter((cells) => cells.some((text) => text.trim() !== ""));
        const text = csvStart + csvLine(["x", "y"]) + rows.map((cells) => csvLine(cells)).join("");
        expect((await read(text, {}, size)).slice(1).map(([, ...cells]) => cells)).toEqual(
          kept.map((cells) => cells.map((text) => text.replace(/\r\n?/g, "\n"))),
        );
      }),
    );
  });
});

test.each([
  ['"a;b;c",d', ","],
  ["a;b,c;d", ";"],
  ["a\tb", "\t"],
  ["a", ","],
  ["\n\na;b\n1,2,3", ";"],
] as const)("what separates %j is %j", (text, separator) => {
  expect(separatorOf(text)).toBe(separator);
});
