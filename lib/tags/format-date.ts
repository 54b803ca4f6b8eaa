import { Temporal } from "temporal-polyfill";

const TOKEN = /\[([^[\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|SSS|ss|s|A|a|Z/g;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/**
 * An ISO 8601 date by a pattern (tokens: see `formatters`), in `zone`, an IANA name. A day, or a time without an offset, is printed as
 * it stands in any zone. Null if `text` is not a date.
 */
export function formatDate(text: string, pattern?: string, zone = "UTC"): string | null {
  const isDay = DAY.test(text);
  const read = readDate(text, isDay, zone);
  if (!read) return null;
  const chosen = pattern ?? (isDay ? "YYYY-MM-DD" : "YYYY-MM-DD HH:mm");
  return chosen.replace(
    TOKEN,
    (token, literal: string | undefined) => literal ?? printToken(token, read.time, read.offset),
  );
}

export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function readDate(text: string, isDay: boolean, zone: string): { time: Temporal.PlainDateTime; offset: string } | null {
  try {
    if (isDay || !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) {
      return { time: Temporal.PlainDateTime.from(text), offset: "" };
    }
    const zoned = Temporal.Instant.from(text).toZonedDateTimeISO(zone);
    return { time: zoned.toPlainDateTime(), offset: zoned.offset };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function printToken(token: string, time: Temporal.PlainDateTime, offset: string): string {
  const hour12 = time.hour % 12 || 12;
  switch (token) {
    case "YYYY":
      return pad(time.year, 4);
    case "YY":
      return pad(time.year % 100, 2);
    case "MMMM":
      return MONTHS[time.month - 1] ?? "";
    case "MMM":
      return (MONTHS[time.month - 1] ?? "").slice(0, 3);
    case "dddd":
      return DAYS[time.dayOfWeek - 1] ?? "";
    case "ddd":
      return (DAYS[time.dayOfWeek - 1] ?? "").slice(0, 3);
    case "A":
      return time.hour < 12 ? "AM" : "PM";
    case "a":
      return time.hour < 12 ? "am" : "pm";
    case "SSS":
      return pad(time.millisecond, 3);
    case "Z":
      return offset;
    default: {
      const numbers = { M: time.month, D: time.day, H: time.hour, h: hour12, m: time.minute, s: time.second };
      return pad(numbers[token.charAt(0) as keyof typeof numbers], token.length);
    }
  }
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, "0");
}
