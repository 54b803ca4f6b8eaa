import type { Tx } from "@/lib/db/client";
import { announceIn } from "@/lib/webhooks/queue";

/** How many of these webhooks were off. */
export async function forgetRefusalsIn(tx: Tx, macroId: string, actionIds: readonly string[]): Promise<number> {
  const { count } = await tx.webhookActionState.deleteMany({ where: { macroId, actionId: { in: [...actionIds] } } });
  if (count === 0) return 0;
  const waiting = await tx.webhookDelivery.findMany({
    where: { macroId, actionId: { in: [...actionIds] }, state: "waiting" },
    distinct: ["endpointId"],
    select: { endpointId: true },
  });
  for (const { endpointId } of waiting) await announceIn(tx, endpointId);
  return count;
}
