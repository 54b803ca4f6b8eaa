import { expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { ask, beginWalk } from "./ask";
import { pool, questionPool } from "./pool";
import { sql } from "./sql";

testDatabase();

/** Does this to the connections of questions. */
async function toQuestions(what: "pg_cancel_backend" | "pg_terminate_backend"): Promise<number> {
  const { rowCount } = await pool().query(
    `select ${what}(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'fieldpost lists' and state <> 'idle'`,
  );
  return rowCount ?? 0;
}

test("a question that takes too long is told so, and the next one is answered", async () => {
  const long = ask(sql`select pg_sleep(60)`);
  const told = expect(long).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("10 seconds"),
  });
  // As PostgreSQL itself does when the time is over.
  await vi.waitUntil(() => toQuestions("pg_cancel_backend"));
  await told;
  expect(await ask(sql`select ${1}::int as n`)).toEqual([{ n: 1 }]);
});

test("a connection that breaks in the middle of a long answer is given up, and no other", async () => {
  const walk = await beginWalk();
  await walk.open(sql`select n::text from generate_series(1, ${10_000}::int) n`);
  expect(await walk.next(3)).toEqual([["1"], ["2"], ["3"]]);
  await vi.waitUntil(() => toQuestions("pg_terminate_backend"));
  await expect(walk.next(3)).rejects.toThrow();
  await walk.end();
  expect(questionPool().idleCount).toBe(questionPool().totalCount);
  expect(await ask(sql`select ${1}::int as n`)).toEqual([{ n: 1 }]);
});

test("a long answer is of one moment", async () => {
  const walk = await beginWalk();
  await walk.open(sql`select count(*)::text from app_user`);
  await pool().query("insert into app_user (id, email, username) values (uuidv7(), 'late@example.org', 'late')");
  expect(await walk.next(10)).toEqual([["0"]]);
  await walk.end();
});
