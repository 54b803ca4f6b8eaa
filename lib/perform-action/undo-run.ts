import { projectIdOf, type Can } from "@/lib/auth/actor";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { undoChangeIn } from "@/lib/feedback/change";
import { queueJob } from "@/lib/jobs/jobs";
import { loadRun } from "@/lib/macros/load-run";
import { actionResults, type ActionResult, type ActionResults } from "@/lib/macros/schema";
import { undoTeamsIn } from "@/lib/teams/undo-membership";
import { reversePointsIn } from "@/lib/users/score";

/**
 * Takes back in the background what a run did to fields, statuses, teams and points; what was sent or said stays. Once per run.
 * @throws AppError `not_found`, `conflict` while the run goes on, or when it was undone already
 */
export async function undoRun(actor: Can<"macros.run">, runId: string): Promise<void> {
  await transaction(async (tx) => {
    const [run] = await tx.$queryRaw<{ state: string; undone: boolean }[]>`
      select state::text as state, undone_at is not null as undone from macro_run
       where id = ${runId}::uuid and project_id is not distinct from ${projectIdOf(actor)}::uuid for update`;
    if (!run) throw new AppError("not_found", "There is no such run here.");
    if (run.undone) throw new AppError("conflict", "This run was undone already.");
    if (run.state !== "done" && run.state !== "cancelled")
      throw new AppError("conflict", "Wait until the run is over, or cancel it.");
    await tx.macroRun.update({
      where: { id: runId },
      data: { undoneAt: new Date(), undoneById: actor.personId, undoneBy: actor.name },
      select: { id: true },
    });
    await queueJob(tx, "run.undo", { runId });
  });
}

/**
 * Does it, a chunk per transaction, each record whole or not at all and with a verdict of its own; goes on after a crash where it was.
 */
export async function undoRecords(runId: string, chunk = 200): Promise<void> {
  const run = await db.macroRun.findUnique({
    where: { id: runId, undoneAt: { not: null } },
    select: { projectId: true, chainId: true, undoneById: true, undoneBy: true, macro: { select: { name: true } } },
  });
  if (!run) return;
  const scope = await scopeOf(run.projectId);
  const by = run.undoneBy ?? "";
  const origin: Origin = {
    kind: "person",
    id: run.undoneById,
    label: `${by}, undoing “${run.macro.name}”`,
    chainId: run.chainId,
  };
  const plan = (await loadRun(runId))?.plan ?? [];
  const order = plan.map(({ action }) => action.id);
  const work = { scope, origin, order, by: { name: by, personId: run.undoneById } };
  let found: number;
  do found = await transaction((tx) => undoChunkIn(tx, runId, chunk, work), { seconds: 60 });
  while (found === chunk);
}

interface Work {
  scope: Scope;
  origin: Origin;
  /** The ids of the actions as they ran: the last is taken back first. */
  order: string[];
  by: { name: string; personId: string | null };
}

async function undoChunkIn(tx: Tx, runId: string, chunk: number, work: Work): Promise<number> {
  const records = await tx.$queryRaw<{ id: string; subjectId: string; results: unknown }[]>`
    select id, subject_id as "subjectId", results from macro_run_record
     where run_id = ${runId}::uuid and undone is null and state in ('done', 'failed', 'cancelled') order by id limit ${chunk} for update`;
  for (const { id, subjectId, results } of records) {
    const undone = await undoOneIn(tx, subjectId, actionResults.parse(results), work);
    await tx.macroRunRecord.update({ where: { id }, data: { undone }, select: { id: true } });
  }
  return records.length;
}

/** The verdict: `undone`, `nothing`, or why it was kept. */
async function undoOneIn(tx: Tx, subjectId: string, results: ActionResults, work: Work): Promise<string> {
  const back = work.order.flatMap((id) => results[id]?.undo ?? []).toReversed();
  if (back.length === 0) return "nothing";
  await tx.$executeRaw`savepoint before_record`;
  try {
    for (const undo of back) await undoIn(tx, subjectId, undo, work);
    await tx.$executeRaw`release savepoint before_record`;
    return "undone";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tx.$executeRaw`rollback to savepoint before_record`;
    return error.message;
  }
}

async function undoIn(
  tx: Tx,
  subjectId: string,
  undo: NonNullable<ActionResult["undo"]>,
  { scope, origin, by }: Work,
): Promise<void> {
  const job = { via: "job" as const, ...by };
  if (undo.kind === "ticket")
    return undoChangeIn(tx, authorizeSystem(scope, "feedback.write", job), subjectId, undo, origin);
  if (undo.kind === "teams") return undoTeamsIn(tx, authorizeSystem(scope, "teams.write", job), undo, origin);
  const actor = authorizeSystem(scope, "score.write", job);
  return reversePointsIn(tx, actor, undo.entryId, { reason: "Taken back", cause: origin });
}
