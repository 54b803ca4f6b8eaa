import { cronTimes, lastCronTime } from "./cron-times";
import { lastDay, type ScheduleTiming } from "./schedule-schema";
import { firstShowing } from "./zone-clock";

/**
 * When a schedule is due later than `after`, in order, without end unless it has one. A day on which the clocks skip its time is due when
 * they have gone on; one on which they show it twice, the first time. Hourly is every hour that passes.
 */
export function* dueTimes(timing: ScheduleTiming, after: Date): Generator<Date, void, undefined> {
  const { rate, timeZone } = timing;
  const { start, end } = boundsOf(timing);
  const isOnce = rate === "once";
  const from = isOnce || after < start ? new Date(start.getTime() - 1) : after;
  for (const due of cronTimes(patternOf(timing), timeZone, from)) {
    if (end && due > end) return;
    if (due > after) yield due;
    if (isOnce) return;
  }
}

/** At most `count` of them. */
export function listDueTimes(timing: ScheduleTiming, after: Date, count: number): Date[] {
  const found: Date[] = [];
  if (count === 0) return found;
  for (const due of dueTimes(timing, after)) if (found.push(due) === count) break;
  return found;
}

export function nextDue(timing: ScheduleTiming, after: Date): Date | null {
  return listDueTimes(timing, after, 1)[0] ?? null;
}

/** Due times that pass one by one are counted so far; of more it is said that they were at least so many. */
export const countedAtMost = 1_000;

export interface Passed {
  from: Date;
  /** The last; the same of a single one. */
  until: Date;
  times: number;
}

/** What is due by `now`, from the first that is not decided yet. */
export interface DueNow {
  /** The latest: the one that runs. */
  dueAt: Date;
  /** Those before it. */
  missed: Passed | null;
  nextAt: Date | null;
}

/** Of several that are due the latest runs, once; the others were missed. Null while nothing is due. */
export function judgeDue(timing: ScheduleTiming, firstAt: Date | null, now: Date): DueNow | null {
  if (!firstAt || firstAt > now) return null;
  let dueAt = firstAt;
  let missed: Passed | null = null;
  let times = 0;
  for (const due of dueTimes(timing, firstAt)) {
    if (due > now) return { dueAt, missed, nextAt: due };
    times++;
    missed = { from: firstAt, until: dueAt, times };
    dueAt = due;
    if (times === countedAtMost) return atAGlance(timing, missed, now);
  }
  return { dueAt, missed, nextAt: null };
}

function atAGlance(timing: ScheduleTiming, missed: Passed, now: Date): DueNow {
  const dueAt = latestDue(timing, now) ?? missed.until;
  const until = latestDue(timing, new Date(dueAt.getTime() - 1)) ?? missed.until;
  return { dueAt, missed: { ...missed, until }, nextAt: nextDue(timing, now) };
}

/** The last due time that is not later than `now`. */
function latestDue(timing: ScheduleTiming, now: Date): Date | null {
  const { end } = boundsOf(timing);
  return lastCronTime(patternOf(timing), timing.timeZone, end && end < now ? end : now);
}

function boundsOf({ startsAt, endsAt, timeZone }: ScheduleTiming): { start: Date; end: Date | null } {
  return { start: instantOf(startsAt, timeZone), end: endsAt === null ? null : instantOf(endsAt, timeZone) };
}

function instantOf(clock: string, zone: string): Date {
  return new Date(firstShowing(Date.parse(`${clock}Z`), zone));
}

/** Every rate is a cron pattern at the time of day of its start; once is the first of its days. */
function patternOf({ rate, startsAt, weekdays, monthDay, pattern }: ScheduleTiming): string {
  const [hour, minute] = startsAt.slice(11).split(":").map(Number);
  const patterns: Record<ScheduleTiming["rate"], string> = {
    once: `${minute} ${hour} * * *`,
    hourly: `${minute} * * * *`,
    daily: `${minute} ${hour} * * *`,
    weekly: `${minute} ${hour} * * ${weekdays.join(",")}`,
    monthly: `${minute} ${hour} ${monthDay === lastDay ? "L" : monthDay} * *`,
    cron: pattern ?? "",
  };
  return patterns[rate];
}
