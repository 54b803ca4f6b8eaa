import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/db/client";
import type { Prisma, RunCause } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { whyNotByItself } from "./by-itself";

/** Runs that set off runs, at most so many deep: two systems that echo each other come to an end. */
export const maxDepth = 5;

export interface RunToStart {
  macro: { id: string };
  cause: RunCause;
  /** Who or what, for the screen: `{label, listenerId?, callId?, deliveryId?, …}`. */
  causeDetail: { label: string } & Record<string, Prisma.InputJsonValue | null>;
  /** The person on whose behalf it runs. */
  byId: string | null;
  /** Each once. For "all that match" see lib/perform-action. */
  records: readonly { id: string; label: string }[];
  /** The chain it belongs to, and how many runs were before it in the chain; a new chain when left out. */
  chainId?: string;
  depth?: number;
}

/**
 * Starts a macro on these records in the caller's transaction; a worker does the work at once after the commit. One verdict per record
 * follows, whatever happens in between. A chain that is too deep, or goes round too often, makes a run whose records are all skipped, so that
 * it can be seen.
 * @throws AppError `not_found`, or `conflict` while the macro is switched off.
 */
export async function startRunIn(tx: Tx, run: RunToStart): Promise<{ runId: string }> {
  const macro = await tx.macro.findUnique({
    where: { id: run.macro.id },
    select: { id: true, name: true, projectId: true, target: true, version: true, enabled: true },
  });
  if (!macro) throw new AppError("not_found", "There is no such macro.");
  if (!macro.enabled)
    throw new AppError("conflict", `The macro “${macro.name}” is switched off. Switch it on to run it.`);
  const depth = run.depth ?? 0;
  const isTooDeep = depth > maxDepth;
  const [only, ...others] = run.records;
  const reason = isTooDeep
    ? `This chain of runs is more than ${maxDepth} deep.`
    : only && others.length === 0
      ? await whyNotByItself(tx, { macroId: macro.id, cause: run.cause, recordId: only.id })
      : null;
  const isOver = reason !== null || run.records.length === 0;
  const { id: runId } = await tx.macroRun.create({
    data: {
      projectId: macro.projectId,
      macroId: macro.id,
      macroVersion: macro.version,
      target: macro.target,
      cause: run.cause,
      causeDetail: run.causeDetail,
      byId: run.byId,
      chainId: run.chainId ?? randomUUID(),
      depth,
      total: run.records.length,
      ...(isOver ? { state: "done", finishedAt: new Date() } : {}),
    },
    select: { id: true },
  });
  const verdict = reason === null ? {} : ({ state: "skipped", reason } as const);
  for (let from = 0; from < run.records.length; from += chunk) {
    await tx.macroRunRecord.createMany({
      data: run.records.slice(from, from + chunk).map(({ id, label }) => ({ runId, subjectId: id, label, ...verdict })),
      skipDuplicates: true,
    });
  }
  if (!isOver) await queueRecordsIn(tx, runId, run.cause);
  return { runId };
}

const chunk = 1_000;

/** Has a worker go on with the waiting records of a run. Somebody is waiting for a manual run, nobody for a bulk run. */
export async function queueRecordsIn(tx: Tx, runId: string, cause: RunCause): Promise<void> {
  await queueJob(tx, "macros.runRecords", { runId }, { priority: jobPriority(cause) });
}

function jobPriority(cause: RunCause): number {
  if (cause === "manual" || cause === "resend") return 10;
  return cause === "bulk" || cause === "schedule" ? -10 : 0;
}

/** The lane of its webhooks: 0 interactive, 5 ordinary, 9 bulk. */
export function deliveryPriority(cause: RunCause): 0 | 5 | 9 {
  if (cause === "manual" || cause === "resend") return 0;
  return cause === "bulk" || cause === "schedule" ? 9 : 5;
}
