import type { Tx } from "@/lib/db/client";
import { queueDeliveriesIn } from "@/lib/webhooks/queue";
import type { LoadedRun } from "./load-run";
import type { RecordOfRun } from "./step";
import { deliveryPriority } from "./run";
import type { ActionOf, ActionResult } from "./schema";

/** Queues one webhook for these records of the run, one delivery each; what has one already keeps it. */
export async function queueWebhookIn(
  tx: Tx,
  run: LoadedRun,
  action: ActionOf<"webhook">,
  records: readonly RecordOfRun[],
): Promise<ActionResult> {
  const { id: macroId, projectId, target } = run.macro;
  await queueDeliveriesIn(tx, {
    run: { id: run.id, projectId, macroId, macroVersion: run.version, target },
    action,
    records: records.map(({ subjectId, label }) => ({ id: subjectId, label })),
    priority: deliveryPriority(run.cause),
  });
  return { state: "waiting" };
}
