import os from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { ask } from "./ask";
import { copyCsv } from "./copy-csv";
import { closePool, connectTo, databaseUrl, pool, questionPool } from "./pool";
import { sql, type Sql } from "./sql";

testDatabase();

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const written = (...statements: Sql[]) => textOf(copyCsv(statements));
const writtenById = (...statements: Sql[]) => textOf(copyCsv(statements, { byId: true }));

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text;
}

/** More than any buffer on the way holds. */
const long = sql`select repeat('x', 1000) from generate_series(1, ${100_000}::int)`;

const underWay = async () => {
  const { rows } = await pool().query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and application_name = 'fieldpost lists' and state <> 'idle'`,
  );
  return rows.map(({ pid }) => pid);
};

test("lines end as RFC 4180 says, and only lines do", async () => {
  const cells = sql`values ('plain', E'two\nlines'), ('"', E'""\n'), (${""}, null), (null, E'\n'), ('a,b', E'"\n"')`;
  expect(await written(cells, sql`select ${"Zoë 日本"}, ${7}::int`)).toBe(
    `"plain","two\nlines"\r\n"""","""""\n"\r\n"",\r\n,"\n"\r\n"a,b","""\n"""\r\n"Zoë 日本","7"\r\n`,
  );
});

test("the same in many pieces", async () => {
  const text = await written(sql`select n, E'a\n"' from generate_series(1, ${50_000}::int) n`);
  expect(text).toBe(Array.from({ length: 50_000 }, (_, n) => `"${n + 1}","a\n"""\r\n`).join(""));
});

test("all is of one moment", async () => {
  const lines = copyCsv([long, sql`select count(*) from app_user`]);
  await lines.next();
  await pool().query("insert into app_user (id, email, username) values (uuidv7(), 'late@example.org', 'late')");
  let last = "";
  for await (const chunk of lines) last = Buffer.from(chunk).toString("latin1").slice(-5);
  expect(last).toBe('"0"\r\n');
});

test("in the background nobody helps, and tables of which all is asked for are read side by side", async () => {
  const plan = sql`select current_setting('enable_hashjoin'), current_setting('max_parallel_workers_per_gather')`;
  expect(await written(plan)).toBe('"on","1"\r\n');
  expect(await writtenById(plan)).toBe('"on","1"\r\n');
  vi.spyOn(os, "getPriority").mockReturnValue(os.constants.priority.PRIORITY_BELOW_NORMAL);
  expect(await written(plan)).toBe('"on","0"\r\n');
  expect(await writtenById(plan)).toBe('"off","0"\r\n');
  // Of the transaction alone.
  const lasting = sql`select current_setting('enable_hashjoin') as hash, current_setting('max_parallel_workers_per_gather') as helpers`;
  expect(await ask(lasting)).toEqual([{ hash: "on", helpers: "2" }]);
  const url = databaseUrl();
  await closePool();
  connectTo(url);
  expect(await ask(lasting)).toEqual([{ hash: "on", helpers: "0" }]);
});

test("whoever stops early ends the statement, and the next question is answered", async () => {
  const lines = copyCsv([long]);
  await lines.next();
  expect(await underWay()).toHaveLength(1);
  await lines.return();
  await vi.waitUntil(async () => (await underWay()).length === 0);
  expect(questionPool().idleCount).toBe(questionPool().totalCount);
  expect(await ask(sql`select ${1}::int as n`)).toEqual([{ n: 1 }]);
});

test("a third is refused, and in the background waits for its turn or for being told to stop", async () => {
  const [first, second] = [copyCsv([long]), copyCsv([long])];
  await Promise.all([first.next(), second.next()]);
  await expect(copyCsv([sql`select 1`]).next()).rejects.toMatchObject({ code: "too_many" });
  const stopped = copyCsv([sql`select 1`], { waits: true, signal: AbortSignal.timeout(10) }).next();
  await expect(stopped).rejects.toThrow();
  const waiting = copyCsv([sql`select 1`], { waits: true });
  const line = waiting.next();
  await first.return();
  expect(Buffer.from((await line).value ?? []).toString()).toBe('"1"\r\n');
  await Promise.all([waiting.return(), second.return()]);
});

test("whoever does not go on reading is left after two minutes, and what comes then says so", async () => {
  const stuck = copyCsv([long]);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  await stuck.next();
  vi.advanceTimersByTime(120_000);
  vi.useRealTimers();
  await vi.waitUntil(async () => (await underWay()).length === 0);
  expect(questionPool().idleCount).toBe(questionPool().totalCount);
  await expect(
    (async () => {
      while (!(await stuck.next()).done);
    })(),
  ).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("120 seconds") });
  expect(await written(sql`select 1`)).toBe('"1"\r\n');
});

test("a connection that breaks in the middle is given up, and no other", async () => {
  const lines = copyCsv([long]);
  await lines.next();
  for (const pid of await underWay()) await pool().query("select pg_terminate_backend($1)", [pid]);
  await expect(
    (async () => {
      while (!(await lines.next()).done);
    })(),
  ).rejects.toThrow(/terminat/i);
  expect(questionPool().idleCount).toBe(questionPool().totalCount);
  expect(await written(sql`select 1`)).toBe('"1"\r\n');
});

test("what goes wrong in the database is thrown", async () => {
  await expect(written(sql`select 1 / (n - ${3}::int) from generate_series(1, 5) n`)).rejects.toThrow(
    "division by zero",
  );
  expect(await written(sql`select 1`)).toBe('"1"\r\n');
});
