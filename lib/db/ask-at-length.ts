import "server-only";
import { availableParallelism } from "node:os";
import type { QueryResultRow } from "pg";
import { callsComeIn } from "@/lib/env/calls-first";
import { AppError } from "@/lib/errors/app-error";
import { inTime } from "./ask";
import { longestQuestion, questionPool } from "./pool";
import type { Sql } from "./sql";

export interface AtLength {
  /**
   * Asks for nearly all rows of tables that are joined by the id of one record, which stands in an index of each: they are read side by
   * side in its order. The planner prefers a hash table, as it does not know that one of a million rows is slow to look into: no cache of a
   * processor holds it, and the whole takes half as long again.
   */
  byId?: boolean;
}

/**
 * The rows of a question that reads very many records to answer with few: a sum, a distribution. It may use more memory than others, so
 * that a million values are joined there instead of through files; therefore only `mostAtOnce` are asked at once in this process, the
 * others in their turn.
 * @throws AppError `unavailable` when it takes longer than `longestQuestion`, or its turn does not come within `longestWait`
 */
export async function askAtLength<Row extends QueryResultRow>(
  { text, values }: Sql,
  how: AtLength = {},
): Promise<Row[]> {
  return inTurn(() =>
    inTime(longestQuestion, async () => {
      const connection = await questionPool().connect();
      let isClean = false;
      try {
        await connection.query(settings(how));
        const { rows } = await connection.query<Row>(text, values);
        await connection.query("commit");
        isClean = true;
        return rows;
      } finally {
        // A connection whose transaction did not end is not worth keeping.
        connection.release(!isClean);
      }
    }),
  );
}

// While calls come in, the other processors are theirs. Compiling pays for nothing that ends within seconds; several processes do, of
// which the planner thinks worse when it does not know how few groups there will be.
function settings({ byId = false }: AtLength): string {
  return `begin read only; set local work_mem = '64MB'; set local jit = off; set local statement_timeout = ${longestQuestion};
    set local max_parallel_workers_per_gather = ${callsComeIn() ? 0 : helpers};
    set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0; set local enable_hashjoin = ${byId ? "off" : "on"}`;
}

/** Processes beside the one that is asked, which reads with them: one more than there are processors would make all of them wait. */
const helpers = Math.min(3, availableParallelism() - 1);

const mostAtOnce = 2;
/** Milliseconds. */
const longestWait = 30_000;

async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (turns.underWay >= mostAtOnce) await aTurn();
  else turns.underWay++;
  try {
    return await run();
  } finally {
    // The turn goes on to the next who waits, or ends.
    const next = turns.waiting.shift();
    if (next) next();
    else turns.underWay--;
  }
}

async function aTurn(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const begin = () => {
      clearTimeout(patience);
      resolve();
    };
    const patience = setTimeout(() => {
      turns.waiting.splice(turns.waiting.indexOf(begin), 1);
      reject(new AppError("unavailable", "Many reports are being read at once. Try again in a moment."));
    }, longestWait);
    turns.waiting.push(begin);
  });
}

// One count for all copies of this file, of which Next makes one per route.
const turns: { underWay: number; waiting: (() => void)[] } = ((globalThis as Record<symbol, unknown>)[
  Symbol.for("fieldpost.turns")
] ??= { underWay: 0, waiting: [] }) as { underWay: number; waiting: (() => void)[] };
