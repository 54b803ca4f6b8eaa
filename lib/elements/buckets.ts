import { Temporal } from "temporal-polyfill";
import type { DateBucket } from "./schema";

const steps: Record<DateBucket, Temporal.DurationLike> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};

/** The first days of all buckets from one that begins on `first` to the one that begins on or before `last`; null when they are more than `most`. */
export function bucketsBetween(bucket: DateBucket, first: string, last: string, most: number): string[] | null {
  const found: string[] = [];
  for (let day = Temporal.PlainDate.from(first); day.toString() <= last; day = day.add(steps[bucket])) {
    if (found.push(day.toString()) > most) return null;
  }
  return found;
}

/** The first day of the bucket that a day is in; weeks begin on Monday. */
export function bucketOf(bucket: DateBucket, text: string): string {
  const day = Temporal.PlainDate.from(text);
  const first: Record<DateBucket, () => Temporal.PlainDate> = {
    day: () => day,
    week: () => day.subtract({ days: day.dayOfWeek - 1 }),
    month: () => day.with({ day: 1 }),
    quarter: () => day.with({ month: Math.floor((day.month - 1) / 3) * 3 + 1, day: 1 }),
    year: () => day.with({ month: 1, day: 1 }),
  };
  return first[bucket]().toString();
}

/** The last day of a bucket. */
export function lastDayOf(bucket: DateBucket, first: string): string {
  return Temporal.PlainDate.from(first).add(steps[bucket]).subtract({ days: 1 }).toString();
}

/** When a day begins in a zone, as external data writes instants. */
export function startOf(day: string, zone: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });
}
