import { db } from "@/lib/db/client";
import { cancelRunDeliveries } from "@/lib/webhooks/queue";

/**
 * Gives the records of a cancelled run that were not done their verdict, a chunk per transaction, and then cancels the webhooks that
 * were not sent. Nothing of the run has gone on since it was cancelled; a million rows take their time all the same. Can be done again.
 */
export async function cancelRecords(runId: string, chunk = 10_000): Promise<void> {
  const run = await db.macroRun.findUnique({ where: { id: runId, state: "cancelled" }, select: { id: true } });
  if (!run) return;
  let left: number;
  do {
    // A chunk of the run that was under way is waited for; a request that is under way still decides its record.
    left = await db.$executeRaw`
      update macro_run_record r set state = 'cancelled', reason = 'The run was cancelled.', updated_at = now()
       where r.id in (
         select w.id from macro_run_record w
          where w.run_id = ${runId}::uuid and w.state in ('waiting', 'running', 'waiting_for_webhook')
            and not exists (select 1 from webhook_delivery d
                             where d.run_id = w.run_id and d.subject_id = w.subject_id and d.state = 'sending')
          order by w.id limit ${chunk} for update)`;
  } while (left > 0);
  while ((await cancelRunDeliveries(runId, chunk)) > 0);
}
