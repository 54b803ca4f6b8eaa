import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePool, connectTo } from "@/lib/db/pool";
import { stopQueueing } from "@/lib/jobs/jobs";

/**
 * Gives this test file a migrated, empty database of its own: call it once at the top, then use `db` and `pool` as usual.
 * Fails the file if something it started still holds a connection at the end.
 */
export function testDatabase(): void {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = inject("templateUrl").replace(/\/[^/]*$/, `/${name}`);
  beforeAll(async () => {
    await onServer((server) => server.query(`create database ${name} template fieldpost`));
    connectTo(url);
  });
  afterAll(async () => {
    await stopQueueing();
    await closePool();
    const left = await onServer(async (server) => {
      const leaked = await connectionsTo(server, name);
      await server.query(`drop database ${name} with (force)`);
      return leaked;
    });
    if (left.length > 0) throw new Error(`Left open at the end of the file: ${left.join("; ")}`);
  });
}

async function onServer<T>(run: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: inject("templateUrl").replace(/\/[^/]*$/, "/postgres") });
  await server.connect();
  try {
    return await run(server);
  } finally {
    await server.end();
  }
}

/** A closed connection takes the server a moment to notice, hence the second look. */
async function connectionsTo(server: Client, name: string): Promise<string[]> {
  const look = async () => {
    const sql =
      "select application_name || ': ' || left(query, 100) as what from pg_stat_activity where datname = $1 and backend_type = 'client backend'";
    return (await server.query<{ what: string }>(sql, [name])).rows.map((row) => row.what);
  };
  for (let tries = 0; tries < 20; tries++) {
    if ((await look()).length === 0) return [];
    await server.query("select pg_sleep(0.05)");
  }
  return look();
}
