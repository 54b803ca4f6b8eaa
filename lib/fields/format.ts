import { Temporal } from "temporal-polyfill";
import type { FieldInfo, FieldValue } from "./field";

/** For whom a value is written: IANA zone of the person, not of the project, and BCP 47 locale. */
export interface Reader {
  zone: string;
  locale?: string;
}

/** The language of the interface. */
export const english = "en-GB";

/** A value as a person reads it; an empty one is an empty text. Dates are written out in full, without "2 hours ago". */
export function formatValue(value: FieldValue, field: FieldInfo, { zone, locale = english }: Reader): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return formatNumber(value, locale);
  if (typeof value !== "string") return value.map((entry) => optionLabel(entry, field)).join(", ");
  return field.type === "date" ? formatDate(value, { zone, locale }) : optionLabel(value, field);
}

/** The field's name where its data set is not in sight: an external field says its group, "CRM · Tier". */
export function fieldTitle(field: FieldInfo): string {
  return field.path.startsWith("external.") ? `${field.dataSet.label} · ${field.label}` : field.label;
}

export function formatNumber(value: number, locale = english): string {
  return formatter("number", locale, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 })).format(value);
}

/** A day `YYYY-MM-DD`, as it stands: "21 Nov 2026". Anything else comes back unchanged. */
export function formatDay(day: string, locale = english): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return day;
  return formatDate(day, { zone: "UTC", locale });
}

/** An ISO instant in the reader's zone, or a day as it stands. A text that is neither comes back unchanged. */
export function formatDate(iso: string, { zone, locale = english }: Reader): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const isDay = iso.length === 10;
  const timeZone = isDay ? "UTC" : zone;
  const key = `${isDay ? "day" : "instant"} ${timeZone}`;
  const style = { dateStyle: "medium", timeStyle: isDay ? undefined : "short", timeZone } as const;
  return formatter(key, locale, () => new Intl.DateTimeFormat(locale, style)).format(time);
}

/** How far a date is from `now` (ISO instant), in its largest unit: "2 hours ago", "tomorrow", "in 3 days". Days count in the zone. */
export function formatRelative(iso: string, now: string, { zone, locale = english }: Reader): string {
  if (Number.isNaN(Date.parse(iso))) return iso;
  const { count, unit } = iso.length === 10 ? daysApart(iso, now, zone) : timeApart(iso, now);
  const words = formatter("relative", locale, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  return words.format(count, unit);
}

interface Distance {
  count: number;
  unit: Intl.RelativeTimeFormatUnit;
}

function daysApart(day: string, now: string, zone: string): Distance {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();
  return inDays(today.until(Temporal.PlainDate.from(day)).days);
}

function timeApart(iso: string, now: string): Distance {
  const seconds = (Date.parse(iso) - Date.parse(now)) / 1000;
  const size = Math.abs(seconds);
  if (size < 60) return { count: Math.trunc(seconds), unit: "second" };
  if (size < 3_600) return { count: Math.trunc(seconds / 60), unit: "minute" };
  if (size < 86_400) return { count: Math.trunc(seconds / 3_600), unit: "hour" };
  return inDays(Math.trunc(seconds / 86_400));
}

function inDays(days: number): Distance {
  const size = Math.abs(days);
  if (size < 31) return { count: days, unit: "day" };
  if (size < 365) return { count: Math.trunc(days / 30.44), unit: "month" };
  return { count: Math.trunc(days / 365), unit: "year" };
}

function optionLabel(value: string, field: FieldInfo): string {
  return field.options?.find((option) => option.value === value)?.label ?? value;
}

// Making an Intl object costs a hundred times what using one does.
const made = new Map<string, unknown>();

function formatter<F>(kind: string, locale: string, make: () => F): F {
  const key = `${kind} ${locale}`;
  const known = made.get(key);
  if (known) return known as F;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}
