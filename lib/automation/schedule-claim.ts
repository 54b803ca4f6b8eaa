import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { judgeDue } from "./due-times";
import { keepPassedIn, timingColumns, timingOf } from "./pass-over";
import { beginIn, toBegin, type Decided, type ScheduleToBegin } from "./schedule-begin";

/**
 * Decides every due time that has come: of each schedule the latest starts the macro, once, and those before it are written down as
 * missed. The decision, its entry and the run commit together, under a lock of the schedule, so several workers may do this at once.
 */
export async function runDueSchedules(now = new Date()): Promise<void> {
  const due = await db.$queryRaw<{ id: string }[]>`
    select id from macro_schedule where enabled and next_at <= ${now} order by next_at`;
  for (const { id } of due) {
    try {
      await claim(id, now, beginIn);
    } catch (error) {
      // Nothing of it was kept. It must not stand in the way of the others, nor be tried without end.
      reportTrouble("schedules")(error);
      await claim(id, now, brokeDown).catch(reportTrouble("schedules"));
    }
  }
}

function brokeDown(): Promise<Decided> {
  return Promise.resolve({
    outcome: "refused",
    reason: "Something went wrong in Fieldpost. The server log says what.",
  });
}

async function claim(
  id: string,
  now: Date,
  decide: (tx: Tx, schedule: ScheduleToBegin) => Promise<Decided>,
): Promise<void> {
  await transaction(
    async (tx) => {
      const [mine] = await tx.$queryRaw<unknown[]>`
        select 1 from macro_schedule where id = ${id}::uuid and enabled and next_at <= ${now} for update skip locked`;
      if (!mine) return;
      const schedule = await tx.macroSchedule.findUniqueOrThrow({ where: { id }, select: toClaim });
      const judged = judgeDue(timingOf(schedule), schedule.nextAt, now);
      if (!judged) return;
      if (judged.missed) await keepPassedIn(tx, id, judged.missed, "away");
      await tx.macroSchedule.update({ where: { id }, data: { nextAt: judged.nextAt }, select: { id: true } });
      // Saved meanwhile by a machine whose clock is behind this one's.
      if (await isDecidedIn(tx, id, judged.dueAt)) return;
      const decided = await decide(tx, schedule);
      await tx.scheduleEntry.create({
        data: { scheduleId: id, dueAt: judged.dueAt, ...decided },
        select: { id: true },
      });
    },
    { seconds: 60 },
  );
}

async function isDecidedIn(tx: Tx, scheduleId: string, dueAt: Date): Promise<boolean> {
  return (await tx.scheduleEntry.count({ where: { scheduleId, dueAt } })) > 0;
}

const toClaim = { ...toBegin, ...timingColumns, nextAt: true } as const;
