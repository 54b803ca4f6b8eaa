import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { RunCause, RunState } from "@/lib/db/generated/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { queueRecordsIn } from "@/lib/macros/run";
import { startExpandingIn } from "./start-bulk";

/** No further record is begun and no webhook sent until it is resumed; what is under way ends. @throws AppError `not_found`, `conflict` */
export async function pauseRun(actor: Can<"macros.run">, runId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockIn(tx, actor, runId, ["running", "expanding"], "This run is not going on, so it cannot be paused.");
    await tx.macroRun.update({ where: { id: runId }, data: { state: "paused" }, select: { id: true } });
  });
}

/** @throws AppError `not_found`, `conflict` */
export async function resumeRun(actor: Can<"macros.run">, runId: string): Promise<void> {
  await transaction(async (tx) => {
    const run = await lockIn(tx, actor, runId, ["paused"], "This run is not paused.");
    // Only a run whose set is complete has a total.
    const state = run.total === null ? "expanding" : "running";
    await tx.macroRun.update({ where: { id: runId }, data: { state }, select: { id: true } });
    if (state === "expanding") await queueJob(tx, "run.expand", { runId });
    await queueRecordsIn(tx, runId, run.cause);
  });
}

/**
 * Ends a run: from now on no further record is begun and no webhook sent; what is done stays done. Those that were not begun get their
 * verdict in the background.
 * @throws AppError `not_found`, `conflict`
 */
export async function cancelRun(actor: Can<"macros.run">, runId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockIn(tx, actor, runId, ["running", "expanding", "paused"], "This run is over.");
    await tx.macroRun.update({
      where: { id: runId },
      data: { state: "cancelled", finishedAt: new Date() },
      select: { id: true },
    });
    await queueJob(tx, "run.cancel", { runId });
  });
}

/**
 * A new run on the records that failed, with today's data and the macro as it is now; run once does not stop it, because they failed.
 * @throws AppError `not_found`, `conflict` when nothing failed or the macro is off
 */
export async function retryFailed(actor: Can<"macros.run">, runId: string): Promise<{ runId: string }> {
  return transaction(async (tx) => {
    const run = await lockIn(tx, actor, runId, ["done", "cancelled"], "Wait until the run is over, or cancel it.");
    const macro = await tx.macro.findUniqueOrThrow({
      where: { id: run.macroId },
      select: { id: true, version: true, projectId: true, target: true, enabled: true, name: true },
    });
    if (!macro.enabled)
      throw new AppError("conflict", `The macro “${macro.name}” is switched off. Switch it on to run it.`);
    const failed = await tx.macroRunRecord.findFirst({ where: { runId, state: "failed" }, select: { id: true } });
    if (!failed) throw new AppError("conflict", "Nothing failed in this run.");
    return startExpandingIn(tx, macro, {
      cause: "resend",
      causeDetail: { label: actor.name, runId },
      byId: actor.personId,
      selection: { kind: "failed_of", runId },
    });
  });
}

interface LockedRun {
  macroId: string;
  state: RunState;
  cause: RunCause;
  total: number | null;
}

async function lockIn(
  tx: Tx,
  actor: Can<"macros.run">,
  runId: string,
  states: readonly RunState[],
  refusal: string,
): Promise<LockedRun> {
  const [run] = await tx.$queryRaw<LockedRun[]>`
    select macro_id as "macroId", state::text as state, cause::text as cause, total from macro_run
     where id = ${runId}::uuid and project_id is not distinct from ${projectIdOf(actor)}::uuid for update`;
  if (!run) throw new AppError("not_found", "There is no such run here.");
  if (!states.includes(run.state)) throw new AppError("conflict", refusal);
  return run;
}
