import { english, formatDay } from "@/lib/fields/format";
import type { DateBucket } from "./schema";

/** A bucket by its first day: "Week of 24 Aug 2026", "Aug 2026", "Q3 2026". What is no day comes back unchanged. */
export function bucketText(bucket: DateBucket, day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? words[bucket](day) : day;
}

const words: Record<DateBucket, (day: string) => string> = {
  day: (day) => formatDay(day),
  week: (day) => `Week of ${formatDay(day)}`,
  month: (day) => formatMonth(day),
  quarter: (day) => `Q${Math.ceil(Number(day.slice(5, 7)) / 3)} ${day.slice(0, 4)}`,
  year: (day) => day.slice(0, 4),
};

const months = new Intl.DateTimeFormat(english, { month: "short", year: "numeric", timeZone: "UTC" });

function formatMonth(day: string): string {
  return months.format(Date.parse(`${day}T00:00:00Z`));
}
