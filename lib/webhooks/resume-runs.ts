import "server-only";
import type { Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { queueJobs } from "@/lib/jobs/jobs";

interface TriedDelivery {
  runId: string;
  subjectId: string;
  /** A person asked for this try: even a record that has its verdict may get a better one. */
  askedById: string | null;
}

/** Lets the runs of these deliveries go on, in the transaction that changed the deliveries. */
export async function queueResumesIn(tx: Tx, deliveries: readonly TriedDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const wanted = deliveries.map(({ runId, subjectId, askedById }) => ({
    run: runId,
    subject: subjectId,
    asked: askedById !== null,
  }));
  const records = await tx.$queryRaw<{ id: string }[]>(sql`
    select distinct m.id::text from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (run uuid, subject uuid, asked boolean)
      join macro_run_record m on m.run_id = w.run and m.subject_id = w.subject
     where m.state in ('running', 'waiting_for_webhook') or (w.asked and m.state in ('done', 'failed', 'skipped'))`);
  const payloads = records.map(({ id }) => ({ runRecordId: id }));
  await queueJobs(tx, "macros.resume", payloads);
}
