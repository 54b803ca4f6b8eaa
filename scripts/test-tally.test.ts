import { expect, test } from "vitest";
import { playwrightTally, vitestTally } from "./test-tally";

test("a vitest file that could not be loaded counts as one failure", () => {
  const testResults = [
    { status: "passed", assertionResults: [{ status: "passed" }, { status: "passed" }] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
    { status: "failed", assertionResults: [] },
  ];
  const report = { numPassedTests: 2, numFailedTests: 1, testResults };
  expect(vitestTally(JSON.stringify(report))).toEqual({ passed: 2, failed: 2 });
});

test("a browser test that passed only when tried again has failed, and so has a broken set-up", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{ message: "set-up" }] };
  expect(playwrightTally(JSON.stringify(report))).toEqual({ passed: 5, failed: 3 });
});
