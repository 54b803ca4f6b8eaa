import { transaction } from "@/lib/db/transaction";
import type { Tx } from "@/lib/db/client";
import { readRecords } from "@/lib/sources/read";
import { goneReason, onceReason } from "./advance";
import { finishRunIn } from "./finish-run";
import type { LoadedRun } from "./load-run";
import type { RecordOfRun } from "./step";
import { queueWebhookIn } from "./queue-webhook";
import type { ActionOf, ActionResults } from "./schema";

const chunk = 1_000;

/** Nothing of our own comes before the first webhook, so that many records can be queued at once. */
export function startsWithWebhook(run: LoadedRun): boolean {
  return run.plan[0]?.action.kind === "webhook";
}

/**
 * Takes up to 1,000 waiting records as far as their first webhook, in one transaction; the rest of the macro goes on record by record.
 * Returns how many were found waiting.
 */
export async function queueChunk(run: LoadedRun): Promise<number> {
  return transaction(
    async (tx) => {
      const waiting = await tx.$queryRaw<RecordOfRun[]>`
        select id, subject_id as "subjectId", label from macro_run_record
         where run_id = ${run.id}::uuid and state = 'waiting' order by id limit ${chunk} for update skip locked`;
      if (waiting.length === 0) return 0;
      const present = await dropGoneIn(tx, run, waiting);
      const free = await dropUsedIn(tx, run, present);
      if (free.length > 0) await queueIn(tx, run, free);
      await finishRunIn(tx, run.id);
      return waiting.length;
    },
    { seconds: 30 },
  );
}

async function queueIn(tx: Tx, run: LoadedRun, records: RecordOfRun[]): Promise<void> {
  // The guarantee behind the cast: the caller asked `startsWithWebhook`.
  const first = run.plan[0]?.action as ActionOf<"webhook">;
  const queued = await queueWebhookIn(tx, run, first, records);
  const results: ActionResults = Object.fromEntries(run.plan.map(({ action }) => [action.id, { state: "waiting" }]));
  results[first.id] = queued;
  const isStuck = queued.state !== "waiting";
  await tx.macroRunRecord.updateMany({
    where: { id: { in: records.map(({ id }) => id) } },
    data: {
      state: isStuck ? "failed" : "waiting_for_webhook",
      reason: isStuck ? (queued.message ?? null) : null,
      results,
      updatedAt: new Date(),
    },
  });
}

async function dropGoneIn(tx: Tx, run: LoadedRun, records: RecordOfRun[]): Promise<RecordOfRun[]> {
  const known = await readRecords(
    tx,
    run.source,
    [],
    records.map(({ subjectId }) => subjectId),
  );
  const isHere = (record: RecordOfRun) => known.has(record.subjectId);
  await skipIn(
    tx,
    records.filter((record) => !isHere(record)),
    goneReason(run),
  );
  return records.filter(isHere);
}

async function dropUsedIn(tx: Tx, run: LoadedRun, records: RecordOfRun[]): Promise<RecordOfRun[]> {
  if (!run.macro.runOnce || records.length === 0) return records;
  // Always in one order, or two runs over the same records could wait for each other.
  const ids = records.map(({ subjectId }) => subjectId).sort();
  const claimed = await tx.macroOnce.createManyAndReturn({
    data: ids.map((subjectId) => ({ macroId: run.macro.id, subjectId, runId: run.id })),
    skipDuplicates: true,
    select: { subjectId: true },
  });
  if (run.cause === "resend") return records;
  const mine = new Set(claimed.map(({ subjectId }) => subjectId));
  await skipIn(
    tx,
    records.filter(({ subjectId }) => !mine.has(subjectId)),
    onceReason,
  );
  return records.filter(({ subjectId }) => mine.has(subjectId));
}

async function skipIn(tx: Tx, records: readonly RecordOfRun[], reason: string): Promise<void> {
  if (records.length === 0) return;
  await tx.macroRunRecord.updateMany({
    where: { id: { in: records.map(({ id }) => id) } },
    data: { state: "skipped", reason, updatedAt: new Date() },
  });
}
