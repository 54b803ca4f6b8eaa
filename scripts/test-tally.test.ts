import path from "node:path";
import { expect, test } from "vitest";
import { playwrightTally, vitestTally } from "./test-tally";

test("a failed test is named with its file and the first line of its message", () => {
  const passed = { status: "passed", fullName: "is well" };
  const failed = {
    status: "failed",
    fullName: "sends",
    failureMessages: ["\u001b[31mexpected 1\u001b[39m\n  at x.ts:1"],
  };
  const name = path.resolve("lib/a.test.ts");
  const report = {
    numPassedTests: 1,
    testResults: [{ name, status: "failed", assertionResults: [passed, failed] }],
  };
  expect(vitestTally(JSON.stringify(report))).toEqual({
    passed: 1,
    failures: ["lib/a.test.ts › sends › expected 1"],
  });
});

test("a vitest file that could not be loaded counts as one failure", () => {
  const broken = {
    name: path.resolve("lib/b.test.ts"),
    status: "failed",
    message: "No such module",
    assertionResults: [],
  };
  const report = { numPassedTests: 0, testResults: [broken] };
  expect(vitestTally(JSON.stringify(report)).failures).toEqual(["lib/b.test.ts › could not be run › No such module"]);
});

test("a browser test that passed only when tried again has failed, and so has one that never ran and a broken set-up", () => {
  const spec = (title: string, status: string, message?: string) => ({
    file: "a.spec.ts",
    title,
    tests: [{ status, results: message === undefined ? [] : [{ error: { message } }] }],
  });
  const suites = [
    {
      specs: [spec("works", "expected")],
      suites: [
        {
          specs: [
            spec("at last", "flaky", "Timeout"),
            spec("breaks", "unexpected", "No\nsuch"),
            spec("never", "skipped"),
          ],
        },
      ],
    },
  ];
  const report = { stats: { expected: 5 }, errors: [{ message: "no server" }], suites };
  expect(playwrightTally(JSON.stringify(report))).toEqual({
    passed: 5,
    failures: [
      "set-up › no server",
      "a.spec.ts › at last › Timeout",
      "a.spec.ts › breaks › No",
      "a.spec.ts › never › skipped",
    ],
  });
});
