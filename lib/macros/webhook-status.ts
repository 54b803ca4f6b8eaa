import type { Db } from "@/lib/db/client";
import { deliveryStateWords, isFinal, type DeliveryState } from "@/lib/webhooks/schema";
import type { ActionResult } from "./schema";

/** How far a webhook of one record has come. */
export interface WebhookStatus {
  /** Its first attempt has ended. */
  tried: boolean;
  final: boolean;
  delivered: boolean;
  result: ActionResult;
}

/** By action id, of the webhooks of this record that were queued. */
export async function readStatuses(db: Db, runId: string, subjectId: string): Promise<Map<string, WebhookStatus>> {
  const rows = await db.webhookDelivery.findMany({
    where: { runId, subjectId },
    select: { actionId: true, state: true, attempt: true, lastMessage: true },
  });
  return new Map(rows.map((row) => [row.actionId, statusOf(row)]));
}

export const queuedStatus: WebhookStatus = {
  tried: false,
  final: false,
  delivered: false,
  result: { state: "waiting" },
};

interface DeliveryRow {
  state: DeliveryState;
  attempt: number;
  lastMessage: string | null;
}

function statusOf({ state, attempt, lastMessage }: DeliveryRow): WebhookStatus {
  const final = isFinal(state);
  return {
    tried: final || attempt > 1 || (attempt === 1 && state !== "sending"),
    final,
    delivered: state === "delivered",
    result: final
      ? { state: resultStates[state] ?? "failed", message: lastMessage ?? deliveryStateWords[state].label }
      : { state: "waiting" },
  };
}

const resultStates: Partial<Record<DeliveryState, ActionResult["state"]>> = {
  delivered: "done",
  cancelled: "skipped",
  skipped: "skipped",
};
