import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { outcomeWords } from "./outcome-words";

const folder = path.join(process.cwd(), "lib/listeners");

test("every outcome that a listener answers has words of its own", () => {
  const code = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.includes(".test."))
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .join("\n");
  const outcomes = [...code.matchAll(/outcome: "([a-z_]+)"|refuse\(\s*"([a-z_]+)"/g)].map(([, a, b]) => a ?? b ?? "");
  expect(outcomes.length).toBeGreaterThan(25);
  expect(outcomes.filter((outcome) => outcomeWords(outcome).word === outcome)).toEqual([]);
});

test("an outcome nobody knows is shown as it is", () => {
  expect(outcomeWords("from_the_future").word).toBe("from_the_future");
});
