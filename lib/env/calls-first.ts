import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/** Runs a call of another system, for which long work in this process makes way: its sender waits with a short timeout of its own. */
export async function asCall<T>(run: () => Promise<T>): Promise<T> {
  calls.underWay++;
  try {
    return await run();
  } finally {
    calls.underWay--;
    calls.lastAt = performance.now();
  }
}

/**
 * For long work to await between two pieces: comes back in a later turn of the event loop. While calls come in, only when none is under way
 * or `longestWait` is over, and after a pause in any case, in which the database has time for them too.
 */
export async function callsFirst(): Promise<void> {
  await nextTurn();
  const now = performance.now();
  if (!callsComeIn()) return;
  do await sleep(pause);
  while (calls.underWay > 0 && performance.now() - now < longestWait);
}

/** Milliseconds. With a pause of one, calls waited twice as long as without the work; with this, about as long. */
const pause = 3;
/** Milliseconds. */
const recently = 1_000;
/** Milliseconds. Under a steady stream of calls, 64 kB every so often still make half a megabyte a second. */
const longestWait = 100;

/** A call is under way, or was a second ago. */
export function callsComeIn(): boolean {
  return calls.underWay > 0 || performance.now() - calls.lastAt <= recently;
}

// One count for all copies of this file, of which Next makes one per route.
const calls: Calls = ((globalThis as Record<symbol, unknown>)[Symbol.for("fieldpost.calls")] ??= {
  underWay: 0,
  lastAt: -Infinity,
}) as Calls;

interface Calls {
  underWay: number;
  /** When the last one ended, by `performance.now()`. */
  lastAt: number;
}
