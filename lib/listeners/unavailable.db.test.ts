import { Client, type PoolClient } from "pg";
import { expect, test } from "vitest";
import { databaseUrl, pool } from "@/lib/db/pool";
import { call, listener, listeningProject, logged, people, valuesOf } from "@/lib/testing/listening-project";

listeningProject();

const later = {
  status: 503,
  headers: { "retry-after": "5" },
  json: { error: "unavailable", callId: expect.any(String) },
};

test("while the database is away a call is 503 with Retry-After, and done when it is sent again", async () => {
  const { key } = await listener();
  await whileDatabaseIsAway(async () => expect(await call(key)).toMatchObject(later));
  expect(await valuesOf(people.jane)).toEqual([]);
  expect(await call(key)).toMatchObject({ status: 200, json: { result: "done" } });
});

test("while every connection is busy a call is 503 with Retry-After, without waiting for the log as well", async () => {
  const { key } = await listener();
  const options = Object.assign(pool().options, { connectionTimeoutMillis: 2_000 });
  const busy: PoolClient[] = [];
  while (busy.length < (options.max ?? 0)) busy.push(await pool().connect());
  expect(await call(key)).toMatchObject(later);
  // The log's own wait for a connection begins only now.
  await expect.poll(() => pool().waitingCount).toBe(1);
  for (const connection of busy) connection.release();
  expect(await call(key)).toMatchObject({ status: 200, json: { result: "done" } });
  expect(await logged()).toContainEqual(expect.objectContaining({ status: 200 }));
});

/** Ends all connections and lets no new one in, as a server does that goes down. */
async function whileDatabaseIsAway(run: () => Promise<void>): Promise<void> {
  const url = new URL(databaseUrl());
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const server = new Client({ connectionString: url.href });
  await server.connect();
  try {
    await server.query(`alter database ${name} allow_connections false`);
    await server.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    await run();
  } finally {
    await server.query(`alter database ${name} allow_connections true`);
    await server.end();
  }
}
