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
  } catch {
    const wrong = pattern.split(/\s+/).findIndex((field, place) => !isField(field, place));
    const name = fieldNames[wrong];
    if (name === undefined) return "This is no pattern.";
    return `“${pattern.split(/\s+/)[wrong]?.slice(0, 40)}” is no ${name}. ${fieldExamples[name]}`;
  }
}

const fieldExamples = {
  minute: "Give 0 to 59, such as 0, 0,30 or */15.",
  hour: "Give 0 to 23, such as 9, 9-17 or *.",
  "day of month": "Give 1 to 31, L for the last day, or *.",
  month: "Give 1 to 12, jan to dec, or *.",
  weekday: "Give 0 to 7, sun to sat, or *.",
} as const;
const fieldNames = Object.keys(fieldExamples) as (keyof typeof fieldExamples)[];

/** Whether a field could stand in a pattern whose others are all `*`. */
function isField(field: string, place: number): boolean {
  try {
    return Boolean(onClock(fieldNames.map((_, n) => (n === place ? field : "*")).join(" ")));
  } catch {
    return false;
  }
}

/** Whether it is due twice within less than an hour of its clocks. Call it for what has no problem. */
export function isOftenerThanHourly(pattern: string): boolean {
  const cron = onClock(pattern);
  const times = cron.nextRuns(100, new Date(0)).map((at) => at.getTime());
  return times.some((at, n) => n > 0 && at - (times[n - 1] ?? 0) < 3_600_000);
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
