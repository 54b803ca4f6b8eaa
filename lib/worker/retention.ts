import { getCommunity } from "@/lib/community/settings";
import { pool } from "@/lib/db/pool";
import { dropPartition, ensureLogPartitions, listLogPartitions, thinPartition, type LogTable } from "./log-partitions";

/**
 * Makes the log partitions of the coming week and forgets what the community's settings no longer keep: whole days of bodies, attempts
 * and calls by dropping tables, receipts, sessions and limits in batches. Bodies of what failed or is still under way stay longer. A day
 * goes when all of it is older than the limit, so rows live up to a day more. Safe to repeat and to interrupt.
 */
export async function applyRetention(now = new Date()): Promise<void> {
  await ensureLogPartitions();
  const { bodyDays, failedBodyDays, attemptDays, receiptDays } = await getCommunity();
  // What a body belongs to is gone after `attemptDays`, and a body that nothing names cannot be shown.
  const limits: Record<LogTable, Limits> = {
    delivery_attempt: { days: attemptDays, keptDays: attemptDays },
    listener_call: { days: attemptDays, keptDays: attemptDays },
    delivery_body: bodyLimits(bodyDays, failedBodyDays, attemptDays),
    listener_body: bodyLimits(bodyDays, failedBodyDays, attemptDays),
  };
  for (const partition of await listLogPartitions()) {
    const { days, keptDays } = limits[partition.table];
    if (partition.endsAt <= before(now, keptDays)) await dropPartition(partition);
    else if (!partition.thinned && partition.endsAt <= before(now, days))
      await thinPartition(partition, kept(partition.table));
  }
  for (const [table, { days, keptDays }] of Object.entries(limits) as [LogTable, Limits][]) {
    await deleteBatches(`${table}_default b`, `b.at < $1 or (b.at < $2 and not (${kept(table)}))`, [
      before(now, keptDays),
      before(now, days),
    ]);
  }
  await deleteBatches("listener_receipt b", "b.first_at < $1", [before(now, receiptDays)]);
  // Asked only while its chain lives; no queue keeps one waiting for a month.
  await deleteBatches("trigger_firing b", "b.at < $1", [before(now, 30)]);
  await deleteBatches("schedule_entry b", "b.due_at < $1", [before(now, Math.max(180, attemptDays))]);
  // Events that could not be judged, however often it was tried.
  await deleteBatches("record_event b", "b.at < $1", [before(now, 30)]);
  await deleteBatches("feedback_notice b", "b.at < $1", [before(now, 30)]);
  await deleteBatches("data_package_pull b", "b.at < $1", [before(now, attemptDays)]);
  await deleteBatches("session b", "b.expires_at < $1 or b.ended_at < $1", [before(now, 30)]);
  // What an import said of each row; its counts stay. One that was never run goes whole.
  await deleteBatches(
    "import_row b",
    "exists (select from import i where i.id = b.import_id and coalesce(i.finished_at, i.created_at) < $1 and i.state <> 'running')",
    [before(now, 30)],
  );
  await deleteBatches("import b", "b.started_at is null and b.created_at < $1", [before(now, 30)]);
  await deleteBatches("import b", "b.state = 'uploading' and b.created_at < $1", [before(now, 1)]);
  // Uploaded for a form that nobody sent.
  await deleteBatches("attachment b", "b.feedback_id is null and b.created_at < $1", [before(now, 1)]);
  // What was sent of a report, and the files of its mails; a link to one is good for thirty days.
  await deleteBatches("distribution_issue b", "b.created_at < $1", [before(now, Math.max(180, attemptDays))]);
  await deleteBatches(
    "mail_package b",
    "b.created_at < $1 and not exists (select from email_message m where m.package_id = b.id and m.state = 'queued')",
    [before(now, Math.max(30, attemptDays))],
  );
  // Answers of reports are asked anew long before.
  await deleteBatches("report_snapshot b", "b.as_of < $1", [before(now, 1)]);
  // Private reports and parts of reports that nobody put back.
  await deleteBatches("removed_report b", "b.removed_at < $1", [before(now, 1)]);
  await deleteBatches("removed_report_element b", "b.removed_at < $1", [before(now, 30)]);
  await deleteBatches("export_file b", "b.expires_at < $1", [now]);
  await deleteBatches("rate_limit b", "b.expire < $1", [now.getTime()]);
  await deleteBatches(
    "webhook_delivery b",
    "b.created_at < $1 and b.state in ('delivered', 'failed', 'cancelled', 'skipped', 'blocked', 'invalid')",
    [before(now, Math.max(180, attemptDays))],
  );
}

interface Limits {
  days: number;
  /** For rows that `kept` names. */
  keptDays: number;
}

function bodyLimits(bodyDays: number, failedBodyDays: number, attemptDays: number): Limits {
  const days = Math.min(bodyDays, attemptDays);
  return { days, keptDays: Math.max(days, Math.min(failedBodyDays, attemptDays)) };
}

/** Which rows `b` outlive the others of their day. A retry sends the bytes of the first try, so what is still under way counts too. */
function kept(table: LogTable): string {
  if (table === "delivery_body") {
    return "exists (select from webhook_delivery d where d.id = b.delivery_id and d.state not in ('delivered', 'cancelled', 'skipped'))";
  }
  if (table === "listener_body")
    return "exists (select from listener_call c where c.id = b.call_id and c.at = b.at and c.status >= 400)";
  return "true";
}

function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

/** Short statements, so that nobody waits long for a row and dead rows can be cleaned between them. */
async function deleteBatches(from: string, condition: string, values: unknown[]): Promise<void> {
  const table = from.split(" ")[0] ?? "";
  for (;;) {
    const batch = `select b.ctid from ${from} where ${condition} limit 5000`;
    const { rowCount } = await pool().query(`delete from ${table} where ctid = any(array(${batch}))`, values);
    if ((rowCount ?? 0) < 5000) return;
  }
}
