import { createServer } from "node:http";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { startEmbedded } from "@/lib/db/embedded";
import { passingFolder } from "@/lib/testing/passing-folder";
import { freePort, processesOn, startFieldpost, type Fieldpost } from "./support/fieldpost";

// Each test starts real processes; two cores want them one after another.
test.describe.configure({ mode: "serial", timeout: 240_000 });

let folder: string;
let settings: { PORT: string; DATA_DIR: string; SAMPLE: string; LANG: string; LC_ALL: string };

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(passingFolder(), "fieldpost-start-"));
  settings = { PORT: await freePort(), DATA_DIR: path.join(folder, "data"), SAMPLE: "off", LANG: "C", LC_ALL: "C" };
});

test.afterEach(() => {
  for (const { pid } of processesOn(settings.DATA_DIR)) process.kill(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("after every way to end, kill -9 and a dead database too, the next start just works; Ctrl-C and SIGTERM leave no process", async () => {
  const first = await started();
  expect(processesOn(settings.DATA_DIR).length).toBeGreaterThan(3);
  expect(statSync(settings.DATA_DIR).mode & 0o777).toBe(0o700);
  for (const file of ["secret-key", "postgres.json"])
    expect(statSync(path.join(settings.DATA_DIR, file)).mode & 0o777).toBe(0o600);
  first.signal("SIGKILL", "group");
  await first.exited;
  expect(processesOn(settings.DATA_DIR)).toHaveLength(1);

  const second = await started();
  for (const { pid } of processesOn(settings.DATA_DIR)) process.kill(pid, "SIGKILL");
  await second.exited;

  const third = await started();
  third.signal("SIGINT", "group");
  await third.exited;
  await expectNothingLeft();
  expect(third.lines.filter((line) => /died|error/i.test(line))).toEqual([]);

  const fourth = await started();
  fourth.signal("SIGTERM");
  await fourth.exited;
  await expectNothingLeft();
});

test("a worker, a web process and a database that die are started again, and a closed terminal stops them all", async () => {
  const server = await started();
  const worker = kill("fieldpost/worker.mjs");
  await expect.poll(() => workers().filter(({ pid }) => pid !== worker)).toHaveLength(1);
  kill("fieldpost/web.mjs");
  await expect.poll(() => server.lines).toContain("The web process died (SIGKILL); starting it again.");
  await expect.poll(() => statusOf(server)).toBe(200);
  kill("postgres -D");
  await expect.poll(() => server.lines).toContain("The database died; starting it again.");
  await expect.poll(() => statusOf(server)).toBe(200);
  server.signal("SIGHUP", "group");
  await server.exited;
  await expectNothingLeft();
});

test("SIGTERM in the middle of starting leaves no process", async () => {
  const server = startFieldpost(settings);
  await expect
    .poll(() => processesOn(settings.DATA_DIR).some(({ command }) => command.includes("postgres -D")))
    .toBe(true);
  server.signal("SIGTERM");
  await server.exited;
  await expectNothingLeft();
});

test("a second start from the same data folder, or emptying it, is refused in one line; without its start the first ends by itself", async () => {
  const first = await started();
  for (const script of ["start", "db:reset"] as const) {
    const second = startFieldpost({ ...settings, PORT: await freePort() }, script);
    expect(await second.exited).not.toBe(0);
    expect(said(second)).toEqual([
      `Fieldpost is already running from the data folder ${settings.DATA_DIR}. Stop it first, or set DATA_DIR.`,
    ]);
  }
  expect((await fetch(`${first.origin}/api/health`)).status).toBe(200);
  kill("scripts/start.ts");
  await first.exited;
  await expect
    .poll(() => processesOn(settings.DATA_DIR).map(({ command }) => command))
    .toEqual([expect.stringContaining("postgres")]);
  const reset = startFieldpost(settings, "db:reset");
  expect([await reset.exited, said(reset)]).toEqual([0, ["The database is empty."]]);
  await expectNothingLeft();
});

test("a taken port is one line and a non-zero exit", async () => {
  const other = createServer().listen(Number(settings.PORT));
  const server = startFieldpost(settings);
  expect(await server.exited).not.toBe(0);
  expect(said(server)).toEqual([
    `Port ${settings.PORT} is already in use. Stop what uses it, or set PORT to another number.`,
  ]);
  other.close();
});

test("a broken setting is one line and a non-zero exit", async () => {
  const server = startFieldpost({ ...settings, SAMPLE: "perhaps" });
  expect(await server.exited).not.toBe(0);
  expect(said(server)).toEqual(["Setting SAMPLE must be on or off."]);
});

test("an unreachable database is one line and a non-zero exit", async () => {
  const address = `127.0.0.1:${await freePort()}/fieldpost`;
  const server = startFieldpost({
    ...settings,
    DATABASE_URL: `postgresql://u:secret@${address}`,
    SECRET_KEY: "k".repeat(32),
  });
  expect(await server.exited).not.toBe(0);
  expect(said(server)).toEqual([expect.stringContaining(`The database at ${address} cannot be reached: `)]);
  expect(said(server).join()).not.toContain("secret");
});

test("a database of one's own is filled and used, nothing is embedded, and it outlives the stop", async () => {
  const own = await startEmbedded(path.join(folder, "own"));
  const server = startFieldpost({ ...settings, DATABASE_URL: own.url, SECRET_KEY: "k".repeat(32), SAMPLE: "" });
  await server.ready;
  expect(await statusOf(server)).toBe(200);
  expect((await fetch(`${server.origin}/login`)).url).toBe(`${server.origin}/setup`);
  expect(existsSync(settings.DATA_DIR)).toBe(false);
  server.signal("SIGTERM");
  await server.exited;
  await expectNothingLeft();
  expect(await ask(own.url, "select count(*)::int as n from app_user")).toEqual([{ n: 0 }]);
  expect(await ask(own.url, "select pid from pg_stat_activity where application_name like 'fieldpost%'")).toEqual([]);
  await own.stop();
});

test("a database of one's own that cannot be used is one line and a non-zero exit", async () => {
  const own = await startEmbedded(path.join(folder, "own"));
  const at = (user: string, database = "fieldpost") => {
    const url = new URL(own.url);
    [url.username, url.password, url.pathname] = [user, "right", `/${database}`];
    return url.href;
  };
  await ask(own.url, "create role guest login password 'right'");
  await ask(
    own.url,
    "create role reader login password 'right'; alter role reader set default_transaction_read_only = on",
  );
  await ask(own.url, "create database old encoding 'SQL_ASCII' locale 'C' template template0 locale_provider libc");
  for (const [url, words] of [
    [at("fieldpost"), "cannot be reached: password authentication failed"],
    [at("guest", "nowhere"), 'cannot be reached: database "nowhere" does not exist'],
    [at("guest"), "does not let the user guest create tables. Make it the owner"],
    [at("reader"), "is read-only for the user reader."],
    [at("guest", "old"), "has the encoding SQL_ASCII."],
  ] as const) {
    const server = startFieldpost({ ...settings, DATABASE_URL: url, SECRET_KEY: "k".repeat(32) });
    expect(await server.exited, words).not.toBe(0);
    expect(said(server)).toEqual([expect.stringContaining(words)]);
  }
  await own.stop();
});

test("a developer's pages come straight from the sources, whole, and Ctrl-C leaves no process", async () => {
  const server = startFieldpost(settings, "dev");
  await server.ready;
  const page = await fetch(`${server.origin}/setup`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Create account and sign in")]);
  server.signal("SIGINT", "group");
  await server.exited;
  await expectNothingLeft();
});

test("a data folder that cannot be written is one line and a non-zero exit", async () => {
  writeFileSync(path.join(folder, "file"), "");
  const server = startFieldpost({ ...settings, DATA_DIR: path.join(folder, "file", "data") });
  expect(await server.exited).not.toBe(0);
  expect(said(server)).toEqual([expect.stringContaining("cannot be written")]);
});

async function started(): Promise<Fieldpost> {
  const server = startFieldpost(settings);
  await server.ready;
  const health = await fetch(`${server.origin}/api/health`);
  expect([health.status, await health.text()]).toEqual([200, expect.stringContaining('"database":"ok"')]);
  return server;
}

async function statusOf(server: Fieldpost): Promise<number> {
  return fetch(`${server.origin}/api/health`).then(
    ({ status }) => status,
    () => 0,
  );
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

/** Kills the process with these words in its command, and returns its id. */
function kill(words: string): number {
  const { pid } = processesOn(settings.DATA_DIR).find(({ command }) => command.includes(words)) ?? { pid: 0 };
  expect(pid, `the process of ${words}`).toBeGreaterThan(0);
  process.kill(pid, "SIGKILL");
  return pid;
}

/** Without npm's own lines. */
function said(server: Fieldpost): string[] {
  return server.lines.filter((line) => line.trim() && !/^(>|npm )/.test(line));
}

function workers() {
  return processesOn(settings.DATA_DIR).filter(({ command }) => command.includes("fieldpost/worker.mjs"));
}

/** npm ends at once on SIGTERM; what it started follows in its own order. */
async function expectNothingLeft(): Promise<void> {
  await expect.poll(() => processesOn(settings.DATA_DIR), { timeout: 15_000 }).toEqual([]);
}
