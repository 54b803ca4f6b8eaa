import "server-only";
import { DatabaseError, type PoolClient, type QueryResultRow } from "pg";
import { AppError } from "@/lib/errors/app-error";
import { longestQuestion, questionPool } from "./pool";
import type { Sql } from "./sql";

/**
 * The rows of a question that a person made up: a list, a count. Only reads.
 * @throws AppError `unavailable` when it takes longer than `longestQuestion`
 */
export async function ask<Row extends QueryResultRow>({ text, values }: Sql): Promise<Row[]> {
  return inTime(longestQuestion, async () => {
    const { rows } = await questionPool().query<Row>(text, values);
    return rows;
  });
}

/** Reads a long answer piece by piece, all of it as of one moment. */
export interface Walk {
  open: (question: Sql) => Promise<void>;
  /** At most `count` rows of texts, none at the end. @throws AppError as `ask` */
  next: (count: number) => Promise<(string | null)[][]>;
  end: () => Promise<void>;
}

/**
 * Keeps a connection until `end`. No piece may take longer than `longestPiece`.
 * @throws AppError `too_many` when `mostWalks` are under way in this process: lists must keep connections
 */
export async function beginWalk(): Promise<Walk> {
  requireFreeWalk();
  walks.count++;
  let walk: OpenWalk | undefined;
  try {
    walk = openWalk(await inTime(longestPiece, () => questionPool().connect()));
    await walk.run("begin transaction isolation level repeatable read, read only");
    // All of it is wanted, not its first rows soon: the other plans are quadratic where statistics are old.
    await walk.run("set local cursor_tuple_fraction = 1");
    // A million values are joined in memory instead of through files; at most `mostWalks` do so at once.
    await walk.run("set local work_mem = '64MB'");
    await walk.run(`set local statement_timeout = ${longestPiece}`);
    // Whoever reads slower than this has gone away without a word.
    await walk.run("set local idle_in_transaction_session_timeout = '120s'");
    return walk;
  } catch (error) {
    if (walk) await walk.end();
    else walks.count--;
    throw error;
  }
}

/** @throws AppError `too_many`, as `beginWalk` would now */
export function requireFreeWalk(): void {
  if (walks.count < mostWalks) return;
  throw new AppError("too_many", `${mostWalks} long lists are being read already. Try again when one of them is done.`);
}

interface OpenWalk extends Walk {
  run: (text: string, values?: unknown[]) => Promise<(string | null)[][]>;
}

function openWalk(connection: PoolClient): OpenWalk {
  let failed = false;
  // A connection that breaks between two pieces says so here, and again when the next piece is asked for.
  const broken = () => (failed = true);
  connection.on("error", broken);
  const run: OpenWalk["run"] = async (text, values = []) => {
    try {
      const query = { text, values, rowMode: "array" as const };
      return (await inTime(longestPiece, () => connection.query<(string | null)[]>(query))).rows;
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  return {
    run,
    open: async ({ text, values }) => {
      await run("close all");
      await run(`declare walk no scroll cursor for ${text}`, values);
    },
    next: (count) => run(`fetch ${count} from walk`),
    end: async () => {
      walks.count--;
      if (!failed) await connection.query("commit").catch(broken);
      connection.off("error", broken);
      connection.release(failed);
    },
  };
}

const mostWalks = 2;
/** Milliseconds. */
const longestPiece = 120_000;

// One count for all copies of this file, of which Next makes one per route.
const walks: { count: number } = ((globalThis as Record<symbol, unknown>)[Symbol.for("fieldpost.walks")] ??= {
  count: 0,
}) as { count: number };

async function inTime<T>(longest: number, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof DatabaseError && error.code === queryCanceled)
      throw new AppError(
        "unavailable",
        `This took longer than ${longest / 1000} seconds and was stopped, so that others can work. Narrow the filter, or sort by something else.`,
      );
    // The pool has no class for it.
    if (error instanceof Error && error.message === "timeout exceeded when trying to connect")
      throw new AppError("unavailable", "Many lists are being read at once. Try again in a moment.");
    throw error;
  }
}

/** A value in the question that its type cannot be: SQLSTATE class 22. */
export function isDataException(error: unknown): boolean {
  return error instanceof DatabaseError && error.code?.startsWith("22") === true;
}

const queryCanceled = "57014";
