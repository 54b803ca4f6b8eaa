import "server-only";
import { Pool, types, type CustomTypesConfig, type PoolClient, type PoolConfig } from "pg";
import { env } from "@/lib/env/env";
import { isBehind } from "@/lib/env/behind";
import { reportTrouble } from "@/lib/errors/report-trouble";

/**
 * The one connection pool of this process: Prisma runs on it, and COPY, LISTEN and hand-written SQL use it directly.
 * `int8` is read as a number while that is exact, else as text; everything else is as `pg` reads it.
 */
export function pool(): Pool {
  shared.pool ??= makePool();
  return shared.pool;
}

/** Points this process at another database. Only before the first query, or after `closePool`. */
export function connectTo(url: string): void {
  if (shared.pool ?? shared.questions) throw new Error("The pool is already open; close it first");
  shared.url = url;
}

/** The address of the database in use. */
export function databaseUrl(): string {
  const url = shared.url ?? env.DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL is not set. npm start sets it for its own PostgreSQL; a process run alone needs it.");
  return url;
}

/**
 * A few connections more, for questions of which nobody knows beforehand how long they take: however many people ask, calls and deliveries
 * keep the other pool to themselves. PostgreSQL ends a question there after `longestQuestion`.
 */
export function questionPool(): Pool {
  shared.questions ??= makePool({
    max: 6,
    statement_timeout: longestQuestion,
    application_name: "fieldpost lists",
    // Each process that helps PostgreSQL with a question takes a processor from pages and calls, however low our own priority is.
    ...(isBehind() && { options: "-c max_parallel_workers_per_gather=0" }),
  });
  return shared.questions;
}

/** Milliseconds. */
export const longestQuestion = 10_000;

export async function closePool(): Promise<void> {
  const { pool: open, questions } = shared;
  shared.pool = undefined;
  shared.questions = undefined;
  await open?.end();
  await questions?.end();
}

/** Lends one connection, for what needs a session of its own: COPY, cursors, advisory locks. */
export async function withConnection<T>(run: (connection: PoolClient) => Promise<T>): Promise<T> {
  const connection = await pool().connect();
  try {
    return await run(connection);
  } finally {
    connection.release();
  }
}

// Next bundles this file once per route; without one shared place each copy would open its own pool.
const shared: { pool?: Pool | undefined; questions?: Pool | undefined; url?: string } = ((
  globalThis as Record<symbol, unknown>
)[Symbol.for("fieldpost.pool")] ??= {});

function makePool(more: PoolConfig = {}): Pool {
  const made = new Pool({
    connectionString: databaseUrl(),
    max: 20,
    connectionTimeoutMillis: 10_000,
    application_name: "fieldpost",
    types: { getTypeParser: parserOf },
    ...more,
  });
  // An idle connection that the server drops is replaced at the next query; unhandled it would end the process.
  made.on("error", reportTrouble("database connection lost"));
  return made;
}

const parserOf: CustomTypesConfig["getTypeParser"] = (oid, format) =>
  oid === types.builtins.INT8 ? safeInteger : (types.getTypeParser(oid, format) as unknown);

function safeInteger(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}
