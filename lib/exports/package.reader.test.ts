import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passingFolder, reader } from "@/lib/documents/fixtures";
import { zipOf, type ZipEntry } from "@/lib/documents/zip";
import { namesInPackage } from "./names-in-package";

const titles = [
  "Tickets by status",
  "tickets BY status",
  "CON",
  "ends with a dot...",
  `a/b\\c:*?"<>|\r\n.. \u202egnp.exe`,
  "日本語 عربى 👩‍👩‍👧",
  "",
  "ü".repeat(300),
];
const names = namesInPackage(titles).map((name) => `${name}.csv`);
const { folder, remove } = passingFolder();
const file = path.join(folder, "package.zip");
const text = (n: number) => `"row ${n}"\r\n`.repeat(n * 2_000);

beforeAll(async () => {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf(entries(), new Date("2026-11-23T10:00:00Z"))) pieces.push(piece);
  writeFileSync(file, Buffer.concat(pieces));
});
afterAll(remove);

async function* entries(): AsyncGenerator<ZipEntry> {
  for (const [n, name] of names.entries()) yield { name, bytes: await Promise.resolve([Buffer.from(text(n))]) };
}

test("names are numbered, and none is one that a system refuses or that shows something else than it is", () => {
  expect(names.slice(0, 7)).toEqual([
    "01 Tickets by status.csv",
    "02 tickets BY status.csv",
    "03 CON.csv",
    "04 ends with a dot.csv",
    "05 a b c .. gnp.exe.csv",
    "06 日本語 عربى 👩‍👩‍👧.csv",
    "07.csv",
  ]);
  expect(names[7]).toBe(`08 ${"ü".repeat(60)}.csv`);
  expect(namesInPackage(Array.from({ length: 100 }, () => "x"))[4]).toBe("005 x");
});

test("unzip finds nothing wrong with the package", async () => {
  expect(await reader("unzip", ["-t", file])).toContain("No errors detected in compressed data");
});

test("Python reads every file of it, by its name, to the last byte", async () => {
  const script = `import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as package:
    assert package.testzip() is None
    print(json.dumps([[i.filename, package.read(i).decode(), i.compress_size < 1000] for i in package.infolist()]))`;
  const found = JSON.parse(await reader("python3", ["-c", script, file])) as [string, string, boolean][];
  expect(found).toEqual(names.map((name, n) => [name, text(n), true]));
});
