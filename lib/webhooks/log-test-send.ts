import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { destinationOf, endpointIdIn } from "./endpoints";
import { type AttemptResult, insertAttemptsIn, insertBodiesIn, tryOf } from "./flush";
import { encodeRequest, type SavedRequest } from "./saved-request";
import type { WebhookAction } from "./schema";

interface TestedMacro {
  macro: { id: string; version: number; target: "user" | "feedback"; projectId: string | null };
  action: WebhookAction;
  recordId: string;
  /** The delivery's id, which the receiver has seen. */
  id: string;
}

/** Writes a test send into the Macro webhook log, as a run of its own that is over. Returns the delivery's id. */
export async function logTestSend(
  actor: Actor,
  { macro, action, recordId, id }: TestedMacro,
  result: Pick<AttemptResult, "startedAt" | "verdict" | "outcome" | "secrets"> & { request: SavedRequest },
): Promise<string> {
  const { verdict, startedAt, request } = result;
  await transaction(async (tx) => {
    const run = await tx.macroRun.create({
      data: {
        projectId: macro.projectId,
        macroId: macro.id,
        macroVersion: macro.version,
        target: macro.target,
        cause: "test",
        causeDetail: { label: actor.name },
        byId: actor.personId,
        state: "done",
        chainId: id,
        total: 0,
        finishedAt: new Date(),
      },
      select: { id: true },
    });
    const endpointId = await endpointIdIn(tx, macro.projectId, destinationOf(action.url));
    const delivery = {
      id,
      projectId: macro.projectId,
      endpointId,
      macroId: macro.id,
      macroVersion: macro.version,
      actionId: action.id,
      runId: run.id,
      target: macro.target,
      subjectId: recordId,
      attempt: 1,
      maxAttempts: 1,
    };
    await tx.webhookDelivery.create({
      data: {
        ...delivery,
        subjectLabel: await labelOf(tx, macro.target, recordId),
        isTest: true,
        state: verdict.state,
        firstAt: startedAt,
        lastStatus: verdict.status,
        lastErrorClass: verdict.errorClass,
        lastMessage: verdict.message,
        deliveredAt: verdict.state === "delivered" ? new Date() : null,
      },
      select: { id: true },
    });
    const attempt: AttemptResult = {
      ...result,
      action: null,
      delivery: { ...delivery, workerId: 0, firstAt: startedAt, askedById: actor.personId },
    };
    await tx.deliveryBody.create({
      data: { deliveryId: id, n: 0, at: startedAt, request: encodeRequest(request) },
      select: { n: true },
    });
    await insertAttemptsIn(tx, [attempt], new Set([tryOf(attempt.delivery)]), new Map());
    await insertBodiesIn(tx, [attempt]);
  });
  return id;
}

async function labelOf(tx: Parameters<Parameters<typeof transaction>[0]>[0], target: "user" | "feedback", id: string) {
  if (target === "user") {
    return (await tx.user.findUnique({ where: { id }, select: { username: true } }))?.username ?? "";
  }
  const ticket = await tx.feedback.findUnique({ where: { id }, select: { displayId: true } });
  return ticket?.displayId ?? "";
}
