import type { Tx } from "@/lib/db/client";
import { judgeDue, type Passed } from "./due-times";
import { scheduleTiming, type ScheduleOutcome, type ScheduleTiming } from "./schedule-schema";

/** The columns that say when a schedule is due. */
export const timingColumns = {
  rate: true,
  weekdays: true,
  monthDay: true,
  pattern: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
} as const;

export function timingOf(row: Record<keyof typeof timingColumns, unknown>): ScheduleTiming {
  return scheduleTiming.parse(row);
}

/** Writes down in one entry what is due by now and will not run; the caller holds the schedule's lock and moves `nextAt` on. */
export async function passOverIn(
  tx: Tx,
  schedule: { id: string; nextAt: Date | null; enabled: boolean } & Record<keyof typeof timingColumns, unknown>,
  now: Date,
): Promise<void> {
  const judged = judgeDue(timingOf(schedule), schedule.nextAt, now);
  if (!judged) return;
  const { dueAt, missed } = judged;
  const passed = { from: missed?.from ?? dueAt, until: dueAt, times: (missed?.times ?? 0) + 1 };
  await keepPassedIn(tx, schedule.id, passed, schedule.enabled ? "away" : "off");
}

export async function keepPassedIn(
  tx: Tx,
  scheduleId: string,
  { from, until, times }: Passed,
  outcome: Extract<ScheduleOutcome, "away" | "off">,
): Promise<void> {
  await tx.scheduleEntry.createMany({
    data: [{ scheduleId, dueAt: from, until: times > 1 ? until : null, times, outcome }],
    skipDuplicates: true,
  });
}
