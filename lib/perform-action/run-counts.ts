import { db } from "@/lib/db/client";
import { recordStates, type RecordState } from "./states";

/** How many records of a run are in each state. */
export type RunCounts = Record<RecordState, number>;

export function noCounts(): RunCounts {
  return Object.fromEntries(recordStates.map((state) => [state, 0])) as RunCounts;
}

/** By run; one without records is left out. */
export async function countsOf(runIds: string[]): Promise<Map<string, RunCounts>> {
  const groups = await db.macroRunRecord.groupBy({
    by: ["runId", "state"],
    where: { runId: { in: runIds } },
    _count: true,
  });
  const counts = new Map<string, RunCounts>();
  for (const { runId, state, _count } of groups) {
    const known = counts.get(runId) ?? noCounts();
    known[state] = _count;
    counts.set(runId, known);
  }
  return counts;
}
