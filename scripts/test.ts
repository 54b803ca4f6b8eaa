import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { findChromium } from "./chromium";
import { officeInstalled } from "./office";
import { prepare } from "./prepare";
import { playwrightTally, vitestTally, type Tally } from "./test-tally";

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = ".cache/test";
/** Milliseconds after which a step hangs rather than works. */
const longestStep = 17 * 60_000;

/** Each step says how many passed and failed; a tool that only says yes or no counts as one. */
const check: Record<string, () => Promise<Tally>> = {
  // One program reads all types once, for the errors of TypeScript and for the rules that need them.
  "types and lint": () => yesOrNo("node_modules/oxlint/bin/oxlint", []),
  "dead code": () => yesOrNo("node_modules/knip/bin/knip.js", []),
  unit: () => vitest("unit"),
  database: () => vitest("db"),
  readers,
};
const suites = { check, e2e: { browser }, all: { ...check, browser } };

const name = process.argv[2] ?? "all";
if (!(name in suites)) {
  say(`Choose one of ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

mkdirSync(folder, { recursive: true });
// It is downloaded while the first steps run; only one of the last needs it.
const office = name === "e2e" ? null : officeInstalled(say);
const total: Tally = { passed: 0, failures: [] };
for (const [step, run] of Object.entries(suites[name as keyof typeof suites])) {
  const from = performance.now();
  say(`\n── ${step}`);
  const { passed, failures } = await attempt(run);
  say(`${step}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  total.passed += passed;
  total.failures.push(...failures.map((failure) => `${step}: ${failure}`));
}
// Once more at the end, where one looks first.
if (total.failures.length > 0) say(`\nFailed:\n${total.failures.join("\n")}`);
say(`\n${total.passed} passed, ${total.failures.length} failed`);
process.exit(total.failures.length > 0 ? 1 : 0);

/** A step that breaks before it can count has failed, and the others still have their turn. */
async function attempt(step: () => Promise<Tally>): Promise<Tally> {
  try {
    return await step();
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function yesOrNo(tool: string, args: string[]): Promise<Tally> {
  const good = await run(tool, args);
  return good ? { passed: 1, failures: [] } : failed("see above");
}

async function vitest(project: string): Promise<Tally> {
  const file = fresh(`${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const good = await run("node_modules/vitest/vitest.mjs", ["run", "--project", project, ...reporters]);
  return atLeastOneFailure(good, read(file, vitestTally));
}

/** Files that we write, opened by programs that others wrote. */
async function readers(): Promise<Tally> {
  const missing = await office;
  return missing ? failed(missing) : await vitest("readers");
}

async function browser(): Promise<Tally> {
  const executable = findChromium(say);
  if (!executable) return failed("there is no Chromium");
  await prepare(say);
  const file = fresh("playwright.json");
  const env = { CHROMIUM_PATH: executable, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const good = await run("node_modules/@playwright/test/cli.js", ["test", "--reporter=list,json"], env);
  return atLeastOneFailure(good, read(file, playwrightTally));
}

async function run(tool: string, args: string[], extra: Record<string, string> = {}): Promise<boolean> {
  const env = { ...process.env, ...extra };
  const child = spawn(process.execPath, [tool, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env,
    timeout: longestStep,
    // As Ctrl-C: the runners end what they started, and say what they have.
    killSignal: "SIGINT",
  });
  return await new Promise((resolve) => child.once("close", (code) => resolve(code === 0)));
}

function fresh(file: string): string {
  rmSync(`${folder}/${file}`, { force: true });
  return `${folder}/${file}`;
}

function read(file: string, tally: (report: string) => Tally): Tally {
  return existsSync(file) ? tally(readFileSync(file, "utf8")) : failed("the runner ended without a report");
}

/** A runner that ends badly without naming a test has failed all the same. */
function atLeastOneFailure(good: boolean, tally: Tally): Tally {
  return good || tally.failures.length > 0 ? tally : { ...tally, failures: ["the runner ended badly, see above"] };
}

function failed(reason: string): Tally {
  say(reason);
  return { passed: 0, failures: [reason] };
}
