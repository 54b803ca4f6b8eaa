import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { advanceIn, type RecordToAdvance } from "./advance";
import { finishRunIn } from "./finish-run";
import { loadRun } from "./load-run";

/**
 * Goes on with a record after one of its webhooks was tried or came to its end. May be called at any time and any number of times. A
 * record with a verdict gets a new one when a webhook that had failed was delivered by a person's resend. One that was skipped before it began
 * has no results, and stays as it is.
 */
export async function resumeRecord(runRecordId: string): Promise<void> {
  const found = await db.macroRunRecord.findUnique({ where: { id: runRecordId }, select: { runId: true } });
  const run = found && (await loadRun(found.runId));
  if (!run) return;
  await transaction(async (tx) => {
    const [record] = await tx.$queryRaw<RecordToAdvance[]>`
      select id, subject_id as "subjectId", label, state::text as state, results from macro_run_record
       where id = ${runRecordId}::uuid
         and (state in ('waiting_for_webhook', 'done', 'failed') or state = 'skipped' and results <> '{}') for update`;
    if (!record) return;
    await advanceIn(tx, run, record);
    await finishRunIn(tx, run.id);
  });
}
