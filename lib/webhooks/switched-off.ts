import "server-only";
import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";

export interface SwitchedOff {
  actionId: string;
  at: Date;
  reason: string;
}

/** The webhook actions of a macro that their receivers switched off. */
export async function listSwitchedOff(actor: Can<"macros.read">, macroId: string): Promise<SwitchedOff[]> {
  const rows = await db.webhookActionState.findMany({
    where: { macroId, offAt: { not: null }, macro: { projectId: projectIdOf(actor) } },
    select: { actionId: true, offAt: true, offReason: true },
  });
  return rows.flatMap(({ actionId, offAt, offReason }) =>
    offAt ? [{ actionId, at: offAt, reason: offReason ?? "" }] : [],
  );
}

/** Lets a webhook action send again; what waited goes out at the destination's pace. @throws AppError `not_found` */
export async function switchActionOn(actor: Can<"macros.write">, macroId: string, actionId: string): Promise<void> {
  await transaction(async (tx) => {
    const macro = await tx.macro.findFirst({
      where: { id: macroId, projectId: projectIdOf(actor) },
      select: { name: true },
    });
    if (!macro) throw new AppError("not_found", "This macro does not exist here.");
    await forgetAnswersIn(tx, macroId, [actionId]);
    await audit(tx, actor, { verb: "switched on", kind: "webhook", id: actionId, label: macro.name });
  });
}

/** Also when an action was changed and saved: what receivers said of the old settings no longer counts. */
export async function forgetAnswersIn(tx: Tx, macroId: string, actionIds: readonly string[]): Promise<void> {
  await tx.webhookActionState.deleteMany({ where: { macroId, actionId: { in: [...actionIds] } } });
}
