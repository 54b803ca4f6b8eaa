import "server-only";
import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { announceIn } from "./queue";
import { queueResumesIn } from "./resume-runs";
import { deliveryStateWord, type DeliveryState } from "./schema";

/**
 * One more try of the same delivery: the same bytes under the same webhook-id, now. It is tried once; if that fails it stays failed.
 * A delivery that waits to be retried is tried now and keeps its schedule.
 * @throws AppError `not_found`; `conflict` when it is being sent, its request is no longer kept, its run was cancelled, or the webhook is
 * switched off.
 */
export async function resendExactly(actor: Can<"deliveries.resend">, id: string): Promise<void> {
  const { personId } = actor;
  if (!personId) throw new AppError("forbidden", "Only a person can resend.");
  await transaction(async (tx) => {
    const delivery = await lockIn(tx, actor, id);
    if (delivery.state === "sending") throw new AppError("conflict", "This delivery is being sent right now.");
    await requireSendableIn(tx, delivery);
    await tx.webhookDelivery.update({
      where: { id },
      data: {
        state: "waiting",
        nextAt: new Date(),
        priority: 0,
        askedById: personId,
        ...(delivery.state === "waiting" ? {} : { maxAttempts: delivery.attempt + 1 }),
      },
      select: { id: true },
    });
    await announceIn(tx, delivery.endpointId);
    await audit(tx, actor, { verb: "resent", kind: "delivery", id, label: delivery.subjectLabel });
  });
}

/** What waits or is held is not sent any more. @throws AppError `not_found`, `conflict` */
export async function cancelDelivery(actor: Can<"deliveries.resend">, id: string): Promise<void> {
  await endByPerson(actor, id, ["waiting", "held"], { state: "cancelled", lastMessage: `Cancelled by ${actor.name}.` });
}

/** A held delivery whose receiver did get it. @throws AppError `not_found`, `conflict` */
export async function markDelivered(actor: Can<"deliveries.resend">, id: string): Promise<void> {
  const lastMessage = `Marked as delivered by ${actor.name}.`;
  await endByPerson(actor, id, ["held"], { state: "delivered", lastMessage, deliveredAt: new Date() });
}

/** A held delivery that shall not be sent again. @throws AppError `not_found`, `conflict` */
export async function giveUp(actor: Can<"deliveries.resend">, id: string): Promise<void> {
  await endByPerson(actor, id, ["held"], { state: "failed", lastMessage: `Given up by ${actor.name}.` });
}

interface Ending {
  state: DeliveryState;
  lastMessage: string;
  deliveredAt?: Date;
}

async function endByPerson(
  actor: Can<"deliveries.resend">,
  id: string,
  from: DeliveryState[],
  ending: Ending,
): Promise<void> {
  await transaction(async (tx) => {
    const delivery = await lockIn(tx, actor, id);
    if (!from.includes(delivery.state)) {
      throw new AppError("conflict", `This delivery is “${deliveryStateWord(delivery)}” by now. Look at it again.`);
    }
    await tx.webhookDelivery.update({ where: { id }, data: ending, select: { id: true } });
    await queueResumesIn(tx, [{ ...delivery, askedById: actor.personId }]);
    await audit(tx, actor, {
      verb: "changed",
      kind: "delivery",
      id,
      label: delivery.subjectLabel,
      before: { state: delivery.state },
      after: { state: ending.state },
    });
  });
}

interface Locked {
  state: DeliveryState;
  attempt: number;
  endpointId: string;
  macroId: string;
  actionId: string;
  runId: string;
  subjectId: string;
  subjectLabel: string;
  hasRequest: boolean;
}

async function lockIn(tx: Tx, actor: Actor, id: string): Promise<Locked> {
  const [found] = await tx.$queryRaw<Locked[]>(sql`
    select d.state::text as state, d.attempt, d.endpoint_id::text as "endpointId", d.macro_id::text as "macroId",
           d.action_id::text as "actionId", d.run_id::text as "runId", d.subject_id::text as "subjectId",
           d.subject_label as "subjectLabel",
           exists (select from delivery_body b where b.delivery_id = d.id and b.n = 0 and b.request is not null) as "hasRequest"
      from webhook_delivery d
     where d.id = ${id}::uuid and d.project_id is not distinct from ${projectIdOf(actor)}::uuid for update`);
  if (!found) throw new AppError("not_found", "This delivery does not exist, or its log was cleared.");
  return found;
}

async function requireSendableIn(tx: Tx, { attempt, hasRequest, macroId, actionId, runId }: Locked): Promise<void> {
  // The lock makes whoever cancels the run at this moment wait, and then find what waits here.
  const cancelled = await tx.$queryRaw<unknown[]>`
    select 1 from (select state from macro_run where id = ${runId}::uuid for share) r where r.state = 'cancelled'`;
  if (cancelled.length > 0)
    throw new AppError("conflict", "The run was cancelled, so nothing of it is sent any more. Run the macro again.");
  if (attempt > 0 && !hasRequest) {
    throw new AppError(
      "conflict",
      "The request as it was is no longer kept, or was never built. Resend with today's data instead.",
    );
  }
  const macro = await tx.macro.findUnique({ where: { id: macroId }, select: { enabled: true } });
  if (!macro) throw new AppError("conflict", "The macro was deleted, so its webhook cannot be sent again.");
  if (!macro.enabled) throw new AppError("conflict", "The macro is switched off. Switch it on, then resend.");
  const state = await tx.webhookActionState.findUnique({ where: { macroId_actionId: { macroId, actionId } } });
  if (state?.offAt)
    throw new AppError("conflict", "This webhook is switched off. Switch it on in its macro, then resend.");
}
