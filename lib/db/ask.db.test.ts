import { expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { ask } from "./ask";
import { pool } from "./pool";
import { sql } from "./sql";

testDatabase();

test("a question that takes too long is told so, and the next one is answered", async () => {
  const long = ask(sql`select pg_sleep(60)`);
  const told = expect(long).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("10 seconds"),
  });
  // As PostgreSQL itself does when the time is over.
  await vi.waitUntil(async () => {
    const { rowCount } = await pool().query(
      `select pg_cancel_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'fieldpost lists' and state <> 'idle'`,
    );
    return rowCount;
  });
  await told;
  expect(await ask(sql`select ${1}::int as n`)).toEqual([{ n: 1 }]);
});
