import { sleepDays } from "./schema";

const day = 86_400_000;
/** Days between the warning and the end, at least. */
const notice = sleepDays.stop - sleepDays.warning - 1;

interface Unread {
  viewedAt: Date;
  /** Null before its owner was warned. */
  warnedAt: Date | null;
}

/** When a distribution that nobody reads stops, if nobody reads it until then. */
export function stopsAt({ viewedAt, warnedAt }: Unread, now: Date): Date {
  return new Date(Math.max(viewedAt.getTime() + sleepDays.stop * day, (warnedAt ?? now).getTime() + notice * day));
}

/** "7 December 2026" */
export function stopDayWords(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone }).format(at);
}
