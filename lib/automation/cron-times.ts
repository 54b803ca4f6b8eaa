import { Cron } from "croner";
import { changeBetween, clockAt, firstShowing, offsetAt } from "./zone-clock";

/**
 * When a cron pattern is due in a zone, later than `after`, in order and without end. A pattern that names its hours is due once for each
 * time it names: at the end of the gap if the clocks skip it, the first time if they show it twice. One for every hour (`*` in its second
 * field) goes by the hours that pass. The library's own reckoning with zones loses a day whose gap ends at midnight.
 */
export function* cronTimes(pattern: string, zone: string, after: Date): Generator<Date, void, undefined> {
  const next = isByHours(pattern) ? nextByHours : nextByClock;
  const cron = onClock(pattern);
  for (let at = next(cron, zone, after.getTime()); at !== null; at = next(cron, zone, at)) yield new Date(at);
}

/** The last that is not later than `by`. */
export function lastCronTime(pattern: string, zone: string, by: Date): Date | null {
  // Clocks are not set by more than a day.
  const [far] = onClock(pattern).previousRuns(1, new Date(clockAt(by.getTime(), zone) - 86_400_000));
  let last: Date | null = null;
  for (const at of cronTimes(pattern, zone, new Date((far?.getTime() ?? by.getTime()) - 86_400_000))) {
    if (at > by) break;
    last = at;
  }
  return last;
}

/** What is wrong with a pattern, in words. */
export function problemOfCron(pattern: string): string | null {
  // Nicknames and dates would be taken as well.
  if (!/^\S+(?:\s+\S+){4}$/.test(pattern)) return "Give five fields: minute, hour, day of month, month, weekday.";
  try {
    return onClock(pattern).nextRun() ? null : "There is no such day, so it would never be due.";
  } catch (error) {
    return `This is no pattern. ${error instanceof Error ? error.message.replace(/^CronPattern: /, "") : ""}`;
  }
}

/** The next instant at which the clocks show a time of the pattern for the first time. */
function nextByClock(cron: Cron, zone: string, after: number): number | null {
  for (let clock = clockAt(after, zone); ;) {
    const shown = cron.nextRun(new Date(clock));
    if (!shown) return null;
    const at = firstShowing(shown.getTime(), zone);
    if (at > after) return at;
    clock = shown.getTime();
  }
}

/** The next instant at which the clocks show a time of the pattern. */
function nextByHours(cron: Cron, zone: string, after: number): number | null {
  const offset = offsetAt(after, zone);
  const shown = cron.nextRun(new Date(after + offset));
  if (!shown) return null;
  const at = shown.getTime() - offset;
  const then = offsetAt(at, zone);
  if (then === offset) return at;
  // The clocks were set on the way there: from then on it is looked for again.
  const again = cron.nextRun(new Date(changeBetween(after, at, zone) - 1 + then));
  return again && again.getTime() - then;
}

function isByHours(pattern: string): boolean {
  return pattern.split(/\s+/)[1]?.includes("*") ?? false;
}

/** Reckons with what a clock shows, as if it were UTC's. */
function onClock(pattern: string): Cron {
  return new Cron(pattern, { utcOffset: 0, mode: "5-part" });
}
