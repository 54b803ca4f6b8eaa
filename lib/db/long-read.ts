import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { isBehind } from "@/lib/env/behind";
import { callsComeIn, callsFirst } from "@/lib/env/calls-first";
import { AppError } from "@/lib/errors/app-error";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { inTime, tooSlow } from "./ask";
import { pool, questionPool } from "./pool";

/** A transaction that only reads, all as of one moment, for as long as its reader takes. */
export interface LongRead {
  connection: PoolClient;
  /** What `take` gives, piece by piece until null, with time for calls of other systems in between. */
  pieces: <T>(take: () => Promise<T | null>) => AsyncGenerator<T, void, undefined>;
}

export interface LongReadOptions {
  /** Ends it, however long a sort is under way. */
  signal?: AbortSignal;
  /** Background work waits while `mostReads` are under way. */
  waits?: boolean;
  /** As `AtLength` has it, where no process helps. */
  byId?: boolean;
}

/**
 * Keeps a connection until the end of what `read` yields; whoever stops early, or aborts, ends the statement under way as well.
 * @throws AppError `too_many` when `mostReads` are under way in this process: lists must keep connections; `unavailable` when nothing
 * came, or was taken, for `longestSilence`; what `signal` was aborted with
 */
export async function* longRead<T>(
  read: (reading: LongRead) => AsyncGenerator<T, void, undefined>,
  options: LongReadOptions = {},
): AsyncGenerator<T, void, undefined> {
  const reading = await begin(options);
  try {
    yield* read(reading);
    await reading.commit();
  } finally {
    await reading.end();
  }
}

/** @throws AppError `too_many`, as `longRead` would now */
export function requireFreeRead(): void {
  if (reads.count < mostReads) return;
  throw new AppError("too_many", `${mostReads} long lists are being read already. Try again when one of them is done.`);
}

const mostReads = 2;
/** Milliseconds. */
const longestSilence = 120_000;

const settings = [
  "begin transaction isolation level repeatable read, read only",
  // A million values are joined and sorted in memory instead of through files; at most `mostReads` do so at once.
  "set local work_mem = '96MB'",
  // A file takes as long as its reader does; silence is watched here.
  "set local statement_timeout = 0",
  // All rows are wanted, not the first ones soon.
  "set local cursor_tuple_fraction = 1",
];

interface OpenRead extends LongRead {
  begin: () => Promise<void>;
  commit: () => Promise<void>;
  /** Gives the connection back. Does nothing the second time. */
  end: () => Promise<void>;
}

async function begin({ signal, waits = false, byId = false }: LongReadOptions): Promise<OpenRead> {
  while (waits && reads.count >= mostReads) await sleep(100, undefined, { signal });
  signal?.throwIfAborted();
  requireFreeRead();
  reads.count++;
  let reading: OpenRead | undefined;
  try {
    const connection = await inTime(longestSilence, () => questionPool().connect());
    reading = readOn(connection, { signal, byId });
    await reading.begin();
    return reading;
  } catch (error) {
    if (reading) await reading.end();
    else reads.count--;
    throw error;
  }
}

function readOn(connection: PoolClient, { signal, byId }: Pick<LongReadOptions, "signal" | "byId">): OpenRead {
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
    reads.count--;
    signal?.removeEventListener("abort", abort);
    connection.off("error", broken);
    connection.release(!isDone);
    // At work on a long sort, it would not notice for a while that nobody waits.
    if (!isDone && pid !== undefined)
      await pool().query("select pg_terminate_backend($1)", [pid]).catch(reportTrouble("end of a file nobody reads"));
  };
  const abort = () => void end();
  signal?.addEventListener("abort", abort);
  return {
    connection,
    end,
    begin: async () => {
      const { rows } = await connection.query<{ pid: number }>("select pg_backend_pid() as pid");
      pid = rows[0]?.pid;
      for (const setting of settings) await connection.query(setting);
      // While calls come in, the other processors are theirs; in the background they are everybody's.
      const helpers = callsComeIn() || isBehind() ? 0 : 1;
      await connection.query(`set local max_parallel_workers_per_gather = ${helpers}`);
      // Two who make hash tables are as quick as one who reads side by side, and who waits for a file alone has them both.
      if (byId && helpers === 0) await connection.query("set local enable_hashjoin = off");
    },
    commit: async () => {
      await connection.query("commit");
      state = "done";
    },
    pieces: async function* (take) {
      const silence = setTimeout(() => {
        isSilent = true;
        void end();
      }, longestSilence);
      try {
        for (let piece = await take(); piece !== null; piece = await take()) {
          silence.refresh();
          yield piece;
          await callsFirst();
        }
      } catch (error) {
        signal?.throwIfAborted();
        throw isSilent ? tooSlow(longestSilence) : error;
      } finally {
        clearTimeout(silence);
      }
    },
  };
}

// One count for all copies of this file, of which Next makes one per route.
const reads: { count: number } = ((globalThis as Record<symbol, unknown>)[Symbol.for("fieldpost.long-reads")] ??= {
  count: 0,
}) as { count: number };
