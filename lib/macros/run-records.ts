import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { advanceIn, type RecordToAdvance } from "./advance";
import { finishRunIn } from "./finish-run";
import { loadRun, type LoadedRun } from "./load-run";
import { queueRecordsIn } from "./run";
import { startsWithWebhook, queueChunk } from "./run-chunk";

/** After so long a job hands over to another, so that a bulk run never keeps a manual one waiting. Milliseconds. */
const slice = 1_000;

/**
 * Works on the waiting records of a run, one transaction each, until none waits or the time is up; then queues itself again, unless
 * records are still being collected, which does so at its end. Several workers may work at once. Does nothing while the run is paused or cancelled, or the macro switched off.
 */
export async function runRecords(runId: string): Promise<void> {
  const run = await loadRun(runId);
  if (!run) return;
  const end = Date.now() + slice;
  while (Date.now() < end) {
    if (!(await stateToGoOn(runId))) return;
    if ((await (startsWithWebhook(run) ? queueChunk(run) : runSome(run))) === 0) {
      await transaction((tx) => finishRunIn(tx, runId));
      return;
    }
  }
  if ((await stateToGoOn(runId)) === "running") await transaction((tx) => queueRecordsIn(tx, runId, run.cause));
}

/** Null when it must not go on. */
async function stateToGoOn(runId: string): Promise<"running" | "expanding" | null> {
  const run = await db.macroRun.findUnique({
    where: { id: runId },
    select: { state: true, macro: { select: { enabled: true } } },
  });
  if (!run?.macro.enabled) return null;
  return run.state === "running" || run.state === "expanding" ? run.state : null;
}

/** How many were found waiting. */
async function runSome(run: LoadedRun): Promise<number> {
  const waiting = await db.macroRunRecord.findMany({
    where: { runId: run.id, state: "waiting" },
    orderBy: { id: "asc" },
    take: 20,
    select: { id: true },
  });
  for (const { id } of waiting) await runOne(run, id);
  return waiting.length;
}

async function runOne(run: LoadedRun, id: string): Promise<void> {
  await transaction(async (tx) => {
    const [record] = await tx.$queryRaw<RecordToAdvance[]>`
      select id, subject_id as "subjectId", label, state::text as state, results from macro_run_record
       where id = ${id}::uuid and state = 'waiting' for update skip locked`;
    if (record) await advanceIn(tx, run, record);
  });
}
