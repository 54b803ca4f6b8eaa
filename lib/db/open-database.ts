import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { completeEnv, env } from "@/lib/env/env";
import { checkDatabase } from "./check-database";
import { startEmbedded, writePrivate } from "./embedded";

export type OpenDatabase = { url: string; embedded: boolean; close: (how?: { evenIfUsed: boolean }) => Promise<void> };

/**
 * The database the settings name: `DATABASE_URL`, or else the server in `DATA_DIR`, started unless it runs already. Completes
 * the settings with its address and the secret key, so call it first. `close` stops a server that nobody else uses any more.
 */
export async function openDatabase(): Promise<OpenDatabase> {
  if (env.DATABASE_URL) {
    await checkDatabase(env.DATABASE_URL);
    return { url: env.DATABASE_URL, embedded: false, close: async () => {} };
  }
  const server = await startEmbedded(env.DATA_DIR);
  const sample = env.SAMPLE ? "on" : "off";
  completeEnv({ DATABASE_URL: server.url, SECRET_KEY: env.SECRET_KEY ?? secretKey(env.DATA_DIR), SAMPLE: sample });
  const close = async ({ evenIfUsed } = { evenIfUsed: false }) => {
    if (evenIfUsed || !(await isUsed(server.url))) await server.stop();
  };
  return { url: server.url, embedded: true, close };
}

/** Made once; losing it makes every stored secret unreadable. */
function secretKey(dataDir: string): string {
  const file = path.resolve(dataDir, "secret-key");
  if (!existsSync(file)) writePrivate(file, randomBytes(32).toString("hex"));
  return readFileSync(file, "utf8").trim();
}

async function isUsed(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const sql =
    "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1";
  const { rowCount } = await client.query(sql);
  await client.end();
  return Boolean(rowCount);
}
