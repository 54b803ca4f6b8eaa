import "server-only";
import type { PoolClient } from "pg";
import { callsComeIn, callsFirst } from "@/lib/env/calls-first";
import { AppError } from "@/lib/errors/app-error";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { inTime, tooSlow } from "./ask";
import { CopyOut } from "./copy-out";
import { inlined } from "./inline";
import { pool, questionPool } from "./pool";
import type { Sql } from "./sql";

/**
 * The rows of the statements as lines of CSV in UTF-8, every value that is not null in quotes, statement after statement and all as of one
 * moment. PostgreSQL writes them itself, so that a million rows cost this process little more than passing their bytes on. Keeps a
 * connection until the end; whoever stops early ends the statement as well. `counted` says how many rows came.
 * @throws AppError `too_many` when `mostCopies` are under way in this process: lists must keep connections; `unavailable` when nothing
 * came, or was taken, for `longestSilence`
 */
export async function* copyCsv(
  statements: readonly Sql[],
  counted = { rows: 0 },
): AsyncGenerator<Uint8Array, void, undefined> {
  const copy = await beginCopy();
  try {
    for (const statement of statements) yield* copy.lines(inlined(statement), counted);
    await copy.commit();
  } finally {
    await copy.end();
  }
}

/** @throws AppError `too_many`, as `copyCsv` would now */
export function requireFreeCopy(): void {
  if (copies.count < mostCopies) return;
  throw new AppError(
    "too_many",
    `${mostCopies} long lists are being read already. Try again when one of them is done.`,
  );
}

const mostCopies = 2;
/** Milliseconds. */
const longestSilence = 120_000;

const settings = [
  "begin transaction isolation level repeatable read, read only",
  // A million values are joined and sorted in memory instead of through files; at most `mostCopies` do so at once.
  "set local work_mem = '96MB'",
  // A file takes as long as its reader does; silence is watched here.
  "set local statement_timeout = 0",
];

interface Copy {
  begin: () => Promise<void>;
  lines: (select: string, counted: { rows: number }) => AsyncGenerator<Uint8Array, void, undefined>;
  commit: () => Promise<void>;
  /** Gives the connection back. Does nothing the second time. */
  end: () => Promise<void>;
}

async function beginCopy(): Promise<Copy> {
  requireFreeCopy();
  copies.count++;
  let copy: Copy | undefined;
  try {
    const connection = await inTime(longestSilence, () => questionPool().connect());
    copy = copyOn(connection);
    await copy.begin();
    return copy;
  } catch (error) {
    if (copy) await copy.end();
    else copies.count--;
    throw error;
  }
}

function copyOn(connection: PoolClient): Copy {
  let pid: number | undefined;
  let state: "open" | "done" | "ended" = "open";
  let isSilent = false;
  // What breaks is thrown by the statement under way, or by the next one.
  const broken = () => undefined;
  connection.on("error", broken);
  const end = async () => {
    if (state === "ended") return;
    const isDone = state === "done";
    state = "ended";
    copies.count--;
    connection.off("error", broken);
    connection.release(!isDone);
    // At work on a long sort, it would not notice for a while that nobody waits.
    if (!isDone && pid !== undefined)
      await pool().query("select pg_terminate_backend($1)", [pid]).catch(reportTrouble("end of a file nobody reads"));
  };
  return {
    end,
    begin: async () => {
      const { rows } = await connection.query<{ pid: number }>("select pg_backend_pid() as pid");
      pid = rows[0]?.pid;
      for (const setting of settings) await connection.query(setting);
      // While calls come in, the other processors are theirs.
      await connection.query(`set local max_parallel_workers_per_gather = ${callsComeIn() ? 0 : 1}`);
    },
    commit: async () => {
      await connection.query("commit");
      state = "done";
    },
    lines: async function* (select, counted) {
      const out = connection.query(new CopyOut(`copy (${select}) to stdout (format csv, force_quote *)`));
      const silence = setTimeout(() => {
        isSilent = true;
        void end();
      }, longestSilence);
      try {
        for (let block = await out.take(); block; block = await out.take()) {
          silence.refresh();
          yield block;
          await callsFirst();
        }
        counted.rows += out.rows;
      } catch (error) {
        throw isSilent ? tooSlow(longestSilence) : error;
      } finally {
        clearTimeout(silence);
      }
    },
  };
}

// One count for all copies of this file, of which Next makes one per route.
const copies: { count: number } = ((globalThis as Record<symbol, unknown>)[Symbol.for("fieldpost.copies")] ??= {
  count: 0,
}) as { count: number };
