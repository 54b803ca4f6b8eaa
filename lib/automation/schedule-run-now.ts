import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { loadMacroSource } from "@/lib/macros/macro-source";
import { whereChosen } from "@/lib/perform-action/chosen-records";
import { countChosen, requireCount } from "@/lib/perform-action/start-bulk";
import { beginIn, chosenBy, toBegin } from "./schedule-begin";
import { lockedSchedule, noSuchSchedule } from "./schedule-commands";

/** How many records it would run on now. @throws AppError `not_found`, `conflict` in words when it could not run */
export async function countSchedule(actor: Can<"macros.write">, id: string): Promise<{ count: number }> {
  const { source, where } = await askedOf(actor, id);
  return { count: await countChosen(source, where) };
}

/**
 * Runs it at once, whether it is on or off; its due times stay as they are.
 * @throws AppError `not_found`, `conflict` in words when it cannot run or other records match than were shown
 */
export async function runScheduleNow(
  actor: Can<"macros.write">,
  { id, expected }: { id: string; expected: number },
): Promise<{ runId: string }> {
  const { source, where } = await askedOf(actor, id);
  await requireCount(source, where, expected);
  return transaction(
    async (tx) => {
      const { name } = await lockedSchedule(tx, actor, id);
      const schedule = await tx.macroSchedule.findUniqueOrThrow({ where: { id }, select: toBegin });
      const { runId, ...decided } = await beginIn(tx, schedule, actor);
      if (runId === undefined) throw new AppError("conflict", decided.reason ?? "No record matches its filter now.");
      await tx.scheduleEntry.create({
        data: { scheduleId: id, dueAt: new Date(), ...decided, runId, byHand: true },
        select: { id: true },
      });
      await audit(tx, actor, { verb: "started", kind: "schedule", id, label: name });
      return { runId };
    },
    { seconds: 60 },
  );
}

async function askedOf(actor: Can<"macros.write">, id: string) {
  const schedule = await db.macroSchedule.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: toBegin });
  if (!schedule) throw noSuchSchedule();
  const chosen = chosenBy(schedule);
  if ("outcome" in chosen) throw new AppError("conflict", chosen.reason ?? "It cannot run.");
  const source = await loadMacroSource(schedule.macro);
  return { source, where: whereChosen(source, chosen) };
}
