import { startRunIn } from "./run";
import type { ActionOf, ActionResult } from "./schema";
import type { Step } from "./step";

/** Starts the other macro on the same record; both go on by themselves. A chain that is too deep is that run's to tell. */
export async function runNext({ tx, run, record }: Step, action: ActionOf<"run_macro">): Promise<ActionResult> {
  const next = await tx.macro.findUnique({ where: { id: action.macroId }, select: { id: true, name: true } });
  if (!next) return { state: "failed", message: "The macro is gone. Choose another one in this macro." };
  await startRunIn(tx, {
    macro: next,
    cause: "macro",
    causeDetail: { label: run.macro.name, runId: run.id },
    byId: run.byId,
    records: [{ id: record.subjectId, label: record.label }],
    chainId: run.chainId,
    depth: run.depth + 1,
  });
  return { state: "done", message: `Started “${next.name}”.` };
}
