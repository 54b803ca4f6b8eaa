import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { lockIn } from "./commands";
import { forgetRefusalsIn } from "./forget-refusals";

/** A webhook that was switched off because its receiver refused for good is tried again, and what waits for it is sent. */
export async function switchWebhookOn(actor: Can<"macros.write">, macroId: string, actionId: string): Promise<void> {
  await transaction(async (tx) => {
    const macro = await lockIn(tx, actor, macroId);
    if ((await forgetRefusalsIn(tx, macroId, [actionId])) === 0) return;
    await audit(tx, actor, { verb: "switched on", kind: "webhook", id: actionId, label: macro.name });
  });
}
