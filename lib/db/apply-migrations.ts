import { readFile } from "node:fs/promises";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import { Pool } from "pg";
import type { MigrationScript } from "./migrate";

/**
 * Runs what the database has not seen of `scripts`, with the engine of Prisma's own command line as WebAssembly, and returns the names
 * of what it ran.
 * @throws what PostgreSQL said of a script that it refused; the engine then asks for it to be mended by hand before it goes on
 */
export async function applyMigrations(
  url: string,
  folder: string,
  scripts: readonly MigrationScript[],
): Promise<string[]> {
  return withoutWaitingForTimers(async () => {
    const schema = path.join(folder, "schema.prisma");
    const pool = new Pool({ connectionString: url, application_name: "fieldpost migrations" });
    const refused: { reason?: unknown } = {};
    const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool, refused));
    const engine = await SchemaEngine.new(
      { datamodels: [[schema, await readFile(schema, "utf8")]] },
      () => {},
      adapter,
    );
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: {
          baseDir: path.join(folder, "migrations"),
          lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
          shadowDbInitScript: "",
          migrationDirectories: scripts.map(({ name, sql }) => ({
            path: name,
            migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
          })),
        },
        filters: { externalTables: [], externalEnums: [] },
      });
      return appliedMigrationNames;
    } catch (error) {
      // The engine knows no more of it than that something outside failed.
      throw refused.reason ?? error;
    } finally {
      engine.free();
      await pool.end();
    }
  });
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

/** The stock adapter splits scripts at every semicolon, inside function bodies and comments too. Postgres itself takes them whole. */
function wholeScripts(pool: Pool, refused: { reason?: unknown }): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        refused.reason = error;
        throw error;
      }
    };
    return adapter;
  };
  return factory;
}
