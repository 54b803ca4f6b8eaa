import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine, type MigrationDirectory } from "@prisma/schema-engine-wasm";
import { Client, Pool } from "pg";
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
    return await withoutWaitingForTimers(() => applyMigrations(url, folder));
  } catch (error) {
    throw new AppError("unavailable", `${whereIs(url)} could not be brought up to date: ${reasonOf(error)}`);
  } finally {
    await turn.end();
  }
}

/** One line: what the engine adds is where in its own sources it happened. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split(/\n\s+0: /)[0] ?? "").trim().replace(/\s*\n\s*/g, " ");
}

/** The engine leaves its ten-second lock timer running, which would keep a finished process alive that long. */
async function withoutWaitingForTimers<T>(run: () => Promise<T>): Promise<T> {
  const original = globalThis.setTimeout;
  const detached = (...timer: Parameters<typeof original>) => original(...timer).unref();
  globalThis.setTimeout = Object.assign(detached, original) as typeof setTimeout;
  try {
    return await run();
  } finally {
    globalThis.setTimeout = original;
  }
}

// Any number nobody else uses; Prisma's own lock is 72707369.
const migrationLock = 7_153_001;

async function applyMigrations(url: string, folder: string): Promise<string[]> {
  const schema = path.join(folder, "schema.prisma");
  const pool = new Pool({ connectionString: url, application_name: "fieldpost migrations" });
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
  const engine = await SchemaEngine.new({ datamodels: [[schema, await readFile(schema, "utf8")]] }, () => {}, adapter);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: path.join(folder, "migrations"),
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories: await migrationDirectories(path.join(folder, "migrations")),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
    await pool.end();
  }
}

async function migrationDirectories(folder: string): Promise<MigrationDirectory[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const value = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
    }),
  );
}

/** The stock adapter splits scripts at every semicolon, inside function bodies and comments too. Postgres itself takes them whole. */
function wholeScripts(pool: Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return factory;
}
