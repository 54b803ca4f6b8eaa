import { expect, test } from "vitest";
import { diffLines, foldSame } from "./line-diff";

const signs = { same: " ", removed: "-", added: "+" };
const drawn = (before: string, after: string) => diffLines(before, after).map(({ is, text }) => signs[is] + text);

test("lines that stay are told from those that went and came", () => {
  expect(drawn("a\nb\nc\nd", "a\nx\nc\nd\ne")).toEqual([" a", "-b", "+x", " c", " d", "+e"]);
});

test("repeated lines are not counted twice", () => {
  expect(drawn("a\na", "a\na\na")).toEqual([" a", " a", "+a"]);
  expect(drawn("a\nb\na", "a")).toEqual([" a", "-b", "-a"]);
});

test("whatever changed, taking the removed or the added lines away gives the texts again", () => {
  const pick = (n: number) => ["a", "b", "c", ""][n % 4] ?? "";
  for (let seed = 1; seed < 60; seed++) {
    const text = (factor: number) =>
      Array.from({ length: seed % 7 }, (_, n) => pick((n * factor + seed) >> 1)).join("\n");
    const [before, after] = [text(3), text(5)];
    const lines = diffLines(before, after);
    const without = (is: string) =>
      lines
        .filter((line) => line.is !== is)
        .map((line) => line.text)
        .join("\n");
    expect([without("added"), without("removed")]).toEqual([before, after]);
  }
});

test("texts too long to compare are shown one after the other", () => {
  const long = (word: string) => Array.from({ length: 1_200 }, (_, n) => `${word} ${n}`).join("\n");
  const lines = diffLines(long("a"), long("b"));
  expect(lines.filter(({ is }) => is === "removed")).toHaveLength(1_200);
  expect(lines.filter(({ is }) => is === "added")).toHaveLength(1_200);
});

test("far from a change lines are left out", () => {
  const text = Array.from({ length: 20 }, (_, n) => String(n)).join("\n");
  const folded = foldSame(diffLines(text, `${text}\nnew`), 2);
  expect(folded.map((line) => line?.text ?? "…")).toEqual(["…", "18", "19", "new"]);
});
