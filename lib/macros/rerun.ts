import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { startRunIn } from "./run";

/**
 * "Resend with today's data": a new run of the delivery's macro, as it is now, on the same record. What the macro did besides is done
 * again too. A macro that runs once per record needs `again`, which the person gives after a warning.
 * @throws AppError `not_found`; `conflict` for a run-once macro without `again`, or a macro that is off.
 */
export async function rerun(
  actor: Can<"deliveries.resend">,
  { deliveryId, again = false }: { deliveryId: string; again?: boolean },
): Promise<{ runId: string }> {
  const delivery = await db.webhookDelivery.findFirst({
    where: { id: deliveryId, projectId: projectIdOf(actor) },
    select: { macroId: true, subjectId: true, subjectLabel: true, runId: true },
  });
  const macro =
    delivery && (await db.macro.findUnique({ where: { id: delivery.macroId }, select: { id: true, runOnce: true } }));
  if (!delivery || !macro) throw new AppError("not_found", "There is no such delivery here, or its macro was deleted.");
  if (macro.runOnce && !again) {
    throw new AppError(
      "conflict",
      `This macro runs once per record, and it did for ${delivery.subjectLabel}. Confirm to run it again.`,
    );
  }
  return transaction((tx) =>
    startRunIn(tx, {
      macro,
      cause: "resend",
      causeDetail: { label: actor.name, deliveryId, runId: delivery.runId },
      byId: actor.personId,
      records: [{ id: delivery.subjectId, label: delivery.subjectLabel }],
    }),
  );
}
