import type { Tx } from "@/lib/db/client";
import { Prisma, type RecordState } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { readRecords } from "@/lib/sources/read";
import type { LoadedRun } from "./load-run";
import { performIn } from "./perform";
import { queueWebhookIn } from "./queue-webhook";
import type { PlannedAction } from "./running-order";
import { actionResults, type ActionResult, type ActionResults } from "./schema";
import type { RecordOfRun } from "./step";
import { queuedStatus, readStatuses, type WebhookStatus } from "./webhook-status";

export interface RecordToAdvance extends RecordOfRun {
  state: RecordState;
  results: unknown;
}

/**
 * Takes one record of a run as far as it can go now: performs what is due and has no result yet, and writes every result in the
 * transaction of its effect. So it may be repeated at any time, and after a crash it goes on where it was. The caller holds the row lock.
 */
export async function advanceIn(tx: Tx, run: LoadedRun, record: RecordToAdvance): Promise<void> {
  const isNew = record.state === "waiting";
  if (isNew && !(await claimIn(tx, run, record))) return;
  const statuses = isNew ? new Map<string, WebhookStatus>() : await readStatuses(tx, run.id, record.subjectId);
  const results = settleWebhooks(run.plan, actionResults.parse(record.results), statuses);
  for (const planned of run.plan) {
    const known = results[planned.action.id];
    if (known && known.state !== "waiting") continue;
    if (statuses.has(planned.action.id)) continue;
    results[planned.action.id] = await step(tx, run, record, planned, statuses, results);
  }
  await saveIn(tx, record.id, run.plan, results);
}

/** False when the record gets its verdict without running: it is gone, or the macro had its one run. */
async function claimIn(tx: Tx, run: LoadedRun, record: RecordToAdvance): Promise<boolean> {
  if (!(await readRecords(tx, run.source, [], [record.subjectId])).has(record.subjectId)) {
    await skipIn(tx, record.id, goneReason(run));
    return false;
  }
  if (!run.macro.runOnce) return true;
  const claimed = await tx.macroOnce.createMany({
    data: [{ macroId: run.macro.id, subjectId: record.subjectId, runId: run.id }],
    skipDuplicates: true,
  });
  // A person who resends was warned.
  if (claimed.count === 1 || run.cause === "resend") return true;
  await skipIn(tx, record.id, onceReason);
  return false;
}

export const onceReason = "This macro runs once per record, and it did.";

export function goneReason(run: LoadedRun): string {
  return run.macro.target === "feedback" ? "The ticket was deleted." : "The user is not here any more.";
}

async function skipIn(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.macroRunRecord.update({
    where: { id },
    data: { state: "skipped", reason, updatedAt: new Date() },
    select: { id: true },
  });
}

/** Results that the deliveries have decided since. A webhook delivered after all takes back what was skipped because of it. */
function settleWebhooks(
  plan: readonly PlannedAction[],
  before: ActionResults,
  statuses: ReadonlyMap<string, WebhookStatus>,
): ActionResults {
  const results = { ...before };
  for (const [id, status] of statuses) results[id] = status.result;
  for (const { action } of plan) {
    const blockedBy = results[action.id]?.blockedBy;
    if (blockedBy && statuses.get(blockedBy)?.delivered) delete results[action.id];
  }
  return results;
}

async function step(
  tx: Tx,
  run: LoadedRun,
  record: RecordToAdvance,
  planned: PlannedAction,
  statuses: Map<string, WebhookStatus>,
  results: ActionResults,
): Promise<ActionResult> {
  const { action } = planned;
  if (run.isCancelled) return { state: "skipped", message: "The run was cancelled." };
  if (!isDue(planned, statuses, results)) return { state: "waiting" };
  if (action.kind !== "webhook") {
    const blockedBy = action.onlyIfWebhookSucceeded
      ? planned.after.find((id) => !statuses.get(id)?.delivered)
      : undefined;
    if (blockedBy) return { state: "skipped", message: "The webhook was not delivered.", blockedBy };
    return attempt(tx, () => performIn(tx, run, record, action));
  }
  const queued = await attempt(tx, () => queueWebhookIn(tx, run, action, [record]));
  if (queued.state === "waiting") statuses.set(action.id, queuedStatus);
  return queued;
}

function isDue(
  { gate, after }: PlannedAction,
  statuses: ReadonlyMap<string, WebhookStatus>,
  results: ActionResults,
): boolean {
  return after.every((id) => {
    const status = statuses.get(id);
    // Without a delivery the webhook has failed already, or its turn has not come.
    if (!status) return results[id] !== undefined && results[id].state !== "waiting";
    return gate === "outcome" ? status.final : status.tried;
  });
}

/** One action apart from the others: its failure takes back its own effects only, and becomes its result. */
async function attempt(tx: Tx, run: () => Promise<ActionResult>): Promise<ActionResult> {
  await tx.$executeRaw`savepoint action`;
  try {
    const result = await run();
    await tx.$executeRaw`release savepoint action`;
    return result;
  } catch (error) {
    // The whole transaction has to be tried again, not this action given up.
    if (isLostRace(error)) throw error;
    await tx.$executeRaw`rollback to savepoint action`;
    if (error instanceof AppError) return { state: "failed", message: error.message };
    process.stderr.write(
      `macro action failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return { state: "failed", message: "Something went wrong on our side. The server's log says more." };
  }
}

function isLostRace(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && ["P2034", "P2028", "P1017"].includes(error.code);
}

async function saveIn(tx: Tx, id: string, plan: readonly PlannedAction[], results: ActionResults): Promise<void> {
  const { state, reason } = verdictOf(plan, results);
  await tx.macroRunRecord.update({
    where: { id },
    data: { state, reason, results, updatedAt: new Date() },
    select: { id: true },
  });
}

/**
 * Failed when one action failed, skipped when every one was left out; done when nothing else is left to do. The reason is that of the
 * first that failed or was left out.
 */
export function verdictOf(
  plan: readonly PlannedAction[],
  results: ActionResults,
): { state: RecordState; reason: string | null } {
  const all = plan.map(({ action }) => results[action.id]);
  if (all.some((result) => !result || result.state === "waiting"))
    return { state: "waiting_for_webhook", reason: null };
  const failed = all.find((result) => result?.state === "failed");
  if (failed) return { state: "failed", reason: failed.message ?? null };
  const isSkipped = all.length > 0 && all.every((result) => result?.state === "skipped");
  return isSkipped ? { state: "skipped", reason: all[0]?.message ?? null } : { state: "done", reason: null };
}
