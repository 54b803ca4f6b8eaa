import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { AppError } from "@/lib/errors/app-error";
import { whereIs } from "./check-database";

/**
 * Brings the database at `url` up to date and returns the names of the migrations it applied. Processes that start together
 * take turns. Prisma's own command line needs an engine it must download; this is the same engine as WebAssembly, and it
 * keeps the same `_prisma_migrations` table. Works on PostgreSQL 14 and later.
 * @throws AppError `unavailable` with the engine's reason
 */
export async function migrate(url: string, folder = path.resolve("prisma")): Promise<string[]> {
  const turn = new Client({ connectionString: url, application_name: "fieldpost migrations" });
  await turn.connect();
  try {
    await turn.query("select pg_advisory_lock($1)", [migrationLock]);
    const scripts = await readScripts(path.join(folder, "migrations"));
    if (await isUpToDate(turn, scripts)) return [];
    const { applyMigrations } = await import("./apply-migrations");
    return await applyMigrations(url, folder, scripts);
  } catch (error) {
    throw new AppError("unavailable", `${whereIs(url)} could not be brought up to date: ${reasonOf(error)}`);
  } finally {
    await turn.end();
  }
}

// Any number nobody else uses; Prisma's own lock is 72707369.
const migrationLock = 7_153_001;

export interface MigrationScript {
  name: string;
  sql: string;
}

async function readScripts(folder: string): Promise<MigrationScript[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(path.join(folder, name, "migration.sql"), "utf8") })),
  );
}

/**
 * Every script has run to its end as it stands, by the notes of the engine, which itself takes a second to ask: every start and every
 * command of the operator would wait for it. Whatever differs, it is asked.
 */
async function isUpToDate(client: Client, scripts: readonly MigrationScript[]): Promise<boolean> {
  const table = await client.query<{ oid: string | null }>("select to_regclass('_prisma_migrations') as oid");
  if (table.rows[0]?.oid === null) return false;
  const { rows } = await client.query<{ name: string; checksum: string; done: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as done
       from _prisma_migrations where rolled_back_at is null order by migration_name`,
  );
  return (
    rows.length === scripts.length &&
    rows.every(({ name, checksum, done }, index) => {
      const script = scripts[index];
      return done && script?.name === name && checksum === createHash("sha256").update(script.sql).digest("hex");
    })
  );
}

/** One line: what the engine adds is where in its own sources it happened. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split(/\n\s+0: /)[0] ?? "").trim().replace(/\s*\n\s*/g, " ");
}
