import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

export interface Tally {
  passed: number;
  /** A line each: where, which test, and the first line of what was wrong. */
  failures: string[];
}

/** Counts a vitest JSON report. A file that could not be loaded has no tests and counts as one failure. */
export function vitestTally(report: string): Tally {
  const { numPassedTests, testResults } = vitestReport.parse(JSON.parse(report));
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (status === "failed" && failed.length === 0) return [line(file, "could not be run", message)];
    return failed.map(({ fullName, failureMessages }) => line(file, fullName, failureMessages[0]));
  });
  return { passed: numPassedTests, failures };
}

/** Counts a Playwright JSON report. A test that only passed when tried again has failed, and so has one that never ran. */
export function playwrightTally(report: string): Tally {
  const { stats, errors, suites } = playwrightReport.parse(JSON.parse(report));
  const failures = suites
    .flatMap(specsOf)
    .flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status !== "expected")
        .map(({ status, results }) => line(file, title, results.find(({ error }) => error)?.error?.message ?? status)),
    );
  return { passed: stats.expected, failures: [...errors.map(({ message }) => line("set-up", message)), ...failures] };
}

function line(place: string, what: string, message = ""): string {
  const [first = ""] = stripVTControlCharacters(message).trim().split("\n");
  return [place, what, first].filter(Boolean).join(" › ");
}

function specsOf(suite: PlaywrightSuite): PlaywrightSuite["specs"] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
});

const failure = z.object({ message: z.string().default("") });

const playwrightSuite = z.object({
  specs: z.array(
    z.object({
      file: z.string(),
      title: z.string(),
      tests: z.array(
        z.object({ status: z.string(), results: z.array(z.object({ error: failure.optional() })).default([]) }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

type PlaywrightSuite = z.infer<typeof playwrightSuite>;

const playwrightReport = z.object({
  stats: z.object({ expected: z.number() }),
  errors: z.array(failure),
  suites: z.array(playwrightSuite),
});
