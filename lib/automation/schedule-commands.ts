import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { nextDue } from "./due-times";
import { passOverIn, timingOf } from "./pass-over";
import { requireFitsIn, unfit } from "./require-fits";
import type { ScheduleInput, ScheduleTiming } from "./schedule-schema";

/** @throws AppError `invalid` with the field that does not fit, `not_found` for a schedule of another scope */
export async function saveSchedule(
  actor: Can<"macros.write">,
  input: ScheduleInput,
  now = new Date(),
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const { target } = await requireFitsIn(tx, actor, input);
    const { id, ...columns } = input;
    const data = { ...columns, ...trimmed(input), target, modifiedById: actor.personId };
    const nextAt = nextDue(timingOf(data), now);
    if (id === null) {
      if (!nextAt) throw neverDue(input);
      const made = await tx.macroSchedule.create({
        data: { ...data, nextAt, projectId: projectIdOf(actor) },
        select: { id: true },
      });
      const { name: label } = input;
      await audit(tx, actor, { verb: "created", kind: "schedule", id: made.id, label, after: inputOf(data) });
      return made;
    }
    const before = await lockedSchedule(tx, actor, id);
    if (before.feedbackTypeId !== input.feedbackTypeId) throw noSuchSchedule();
    // One that is over can still be given another name.
    if (!nextAt && input.enabled && !(before.enabled && before.nextAt === null && isSameTiming(before, data)))
      throw neverDue(input);
    await passOverIn(tx, before, now);
    await tx.macroSchedule.update({
      where: { id },
      data: { ...data, nextAt, modifiedAt: now },
      select: { id: true },
    });
    await audit(tx, actor, {
      verb: "changed",
      kind: "schedule",
      id,
      label: input.name,
      before: inputOf(before),
      after: inputOf(data),
    });
    return { id };
  });
}

/**
 * What was due while it was off is not run when it is on again.
 * @throws AppError `not_found`, `conflict` to switch on one that is over
 */
export async function switchSchedule(
  actor: Can<"macros.write">,
  id: string,
  enabled: boolean,
  now = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockedSchedule(tx, actor, id);
    if (before.enabled === enabled) return;
    const nextAt = nextDue(timingOf(before), now);
    if (enabled && !nextAt)
      throw new AppError("conflict", "Nothing of it is due any more. Open it and give it another start or end.");
    await passOverIn(tx, before, now);
    await tx.macroSchedule.update({
      where: { id },
      data: { enabled, nextAt, modifiedAt: now, modifiedById: actor.personId },
      select: { id: true },
    });
    const { name: label } = before;
    await audit(tx, actor, { verb: enabled ? "switched on" : "switched off", kind: "schedule", id, label });
  });
}

/** What it ran stays. @throws AppError `not_found` */
export async function deleteSchedule(actor: Can<"macros.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockedSchedule(tx, actor, id);
    await tx.macroSchedule.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "schedule", id, label: before.name, before: inputOf(before) });
  });
}

/** Of several who change or run it each waits for the other. @throws AppError `not_found` */
export async function lockedSchedule(tx: Tx, actor: Can<"macros.write">, id: string) {
  await tx.$queryRaw`select 1 from macro_schedule where id = ${id}::uuid for update`;
  const found = await tx.macroSchedule.findFirst({ where: { id, projectId: projectIdOf(actor) } });
  if (!found) throw noSuchSchedule();
  return found;
}

export function noSuchSchedule(): AppError {
  return new AppError("not_found", "There is no such schedule here.");
}

type Stored = Omit<ScheduleInput, "id" | keyof ScheduleTiming> & Parameters<typeof timingOf>[0];

/** A schedule as it was typed, for the audit log. */
export function inputOf(schedule: Stored): Omit<ScheduleInput, "id"> {
  const { feedbackTypeId, name, description, macroId, filterId, enabled } = schedule;
  return { name, description, macroId, filterId, enabled, ...timingOf(schedule), feedbackTypeId };
}

/** What the rate does not ask for is not kept. */
function trimmed({ rate, weekdays, monthDay, pattern, endsAt }: ScheduleInput) {
  return {
    weekdays: rate === "weekly" ? weekdays : [],
    monthDay: rate === "monthly" ? monthDay : null,
    pattern: rate === "cron" ? pattern : null,
    endsAt: rate === "once" ? null : endsAt,
  };
}

function isSameTiming(one: Parameters<typeof timingOf>[0], other: Parameters<typeof timingOf>[0]): boolean {
  return JSON.stringify(timingOf(one)) === JSON.stringify(timingOf(other));
}

function neverDue({ rate, endsAt }: ScheduleInput): AppError {
  if (rate === "once") return unfit("startsAt", "This time is over. Choose one that is to come.");
  return endsAt === null
    ? unfit("startsAt", "It would never be due.")
    : unfit("endsAt", "Nothing is due between now and this end. Choose a later one, or none.");
}
