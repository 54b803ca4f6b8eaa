import { db, type Tx } from "@/lib/db/client";
import type { RunCause } from "@/lib/db/generated/client";
import { sql, type Sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { queueJob } from "@/lib/jobs/jobs";
import { finishRunIn } from "@/lib/macros/finish-run";
import { loadMacroSource } from "@/lib/macros/macro-source";
import { queueRecordsIn } from "@/lib/macros/run";
import type { Source } from "@/lib/sources/source";
import { behind, whereFrozen } from "./chosen-records";
import { runSelection, type RunSelection } from "./schema";

/** After so long a job hands over to another. Milliseconds. */
const slice = 20_000;

/**
 * Collects the records of a run, a chunk per transaction together with how far it came, so that it goes on after a crash and never twice.
 * Work on the records begins with the first chunk and goes on when all are collected. Stops at a run that was paused or cancelled.
 */
export async function expandRun(runId: string, chunk = 10_000): Promise<void> {
  const run = await db.macroRun.findUnique({
    where: { id: runId, state: "expanding" },
    select: {
      cause: true,
      selection: true,
      macro: { select: { projectId: true, target: true, feedbackTypeId: true } },
    },
  });
  if (!run) return;
  const selection = runSelection.parse(run.selection);
  const rowsAfter = await rowsOf(selection, await loadMacroSource(run.macro));
  const end = Date.now() + slice;
  while (await transaction((tx) => expandChunkIn(tx, { runId, cause: run.cause, chunk, rowsAfter }), { seconds: 60 })) {
    if (Date.now() < end) continue;
    await transaction((tx) => queueJob(tx, "run.expand", { runId }));
    return;
  }
}

/** `select id, label` of at most `limit` records behind the cursor, by id. */
type RowsAfter = (cursor: string, limit: number) => Sql;

async function rowsOf(selection: RunSelection, source: Source): Promise<RowsAfter> {
  if (selection.kind === "failed_of") {
    return (cursor, limit) => sql`
      select subject_id as id, label from macro_run_record
       where run_id = ${selection.runId}::uuid and state = 'failed' and subject_id > ${cursor}::uuid order by subject_id limit ${limit}`;
  }
  const where = whereFrozen(source, selection);
  return (cursor, limit) => sql`
    select ${source.id} as id, ${source.label} as label ${source.from}
     where ${where} and ${behind(source, cursor)} order by ${source.id} limit ${limit}`;
}

interface Chunk {
  runId: string;
  cause: RunCause;
  chunk: number;
  rowsAfter: RowsAfter;
}

const beforeAll = "00000000-0000-0000-0000-000000000000";

/** False when the run is complete, or must not go on. */
async function expandChunkIn(tx: Tx, { runId, cause, chunk, rowsAfter }: Chunk): Promise<boolean> {
  const [run] = await tx.$queryRaw<{ cursor: string | null }[]>`
    select cursor from macro_run where id = ${runId}::uuid and state = 'expanding' for update`;
  if (!run) return false;
  const [found] = await tx.$queryRaw<{ n: number; last: string | null }[]>(sql`
    with found as (${rowsAfter(run.cursor ?? beforeAll, chunk)}),
         made as (
           insert into macro_run_record (id, run_id, subject_id, label)
           select uuid_v7(), ${runId}::uuid, id, label from found on conflict (run_id, subject_id) do nothing)
    select count(*)::int as n, (array_agg(id::text order by id desc))[1] as last from found`);
  const isComplete = !found || found.n < chunk;
  if (isComplete) {
    await tx.$executeRaw`
      update macro_run set state = 'running', cursor = null,
             total = (select count(*) from macro_run_record where run_id = ${runId}::uuid)
       where id = ${runId}::uuid`;
    await finishRunIn(tx, runId);
  } else {
    await tx.macroRun.update({ where: { id: runId }, data: { cursor: found.last }, select: { id: true } });
  }
  // The first chunk is begun at once and the others when all are collected: both together would take the machine from each other.
  const isFirst = run.cursor === null && found !== undefined && found.n > 0;
  if (isComplete || isFirst) await queueRecordsIn(tx, runId, cause);
  return !isComplete;
}
