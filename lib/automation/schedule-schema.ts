import { z } from "zod";
import { problemOfCron } from "./cron-times";

/** The words on screen for how often. */
export const rateLabels = {
  once: "Once",
  hourly: "Hourly",
  daily: "Daily",
  weekly: "Weekly",
  monthly: "Monthly",
  cron: "By a cron pattern",
} as const;
export type ScheduleRate = keyof typeof rateLabels;
export const scheduleRates = Object.keys(rateLabels) as [ScheduleRate, ...ScheduleRate[]];

export const weekdayLabels = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const;
export type Weekday = keyof typeof weekdayLabels;
export const weekdays = Object.keys(weekdayLabels) as [Weekday, ...Weekday[]];

export const lastDay = "last";
export const monthDays: readonly string[] = [...Array.from({ length: 31 }, (_, n) => String(n + 1)), lastDay];

/** What the clocks of the zone show, to the minute. */
const clockTime = z
  .string()
  .regex(/^(?:19|2\d|3\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/, {
    error: "Give a date and a time.",
  })
  .refine(isOnCalendar, { error: "The calendar has no such day." });

/** When a schedule is due; everything that `dueTimes` needs. */
export const timingShape = {
  rate: z.enum(scheduleRates, { error: "Choose how often." }),
  /** Of a weekly one. */
  weekdays: z.array(z.enum(weekdays)).max(7).default([]),
  /** Of a monthly one. */
  monthDay: z
    .string()
    .refine((day) => monthDays.includes(day), { error: "Choose a day from 1 to 31, or the last day." })
    .nullable()
    .default(null),
  /** Of one by a cron pattern: minute, hour, day of month, month, weekday. */
  pattern: z.string().trim().max(200, { error: "Use at most 200 characters." }).nullable().default(null),
  startsAt: clockTime,
  endsAt: z
    .literal("")
    .transform(() => null)
    .or(clockTime)
    .nullable()
    .default(null),
  timeZone: z.string().refine(isTimeZone, { error: "Choose a time zone." }),
};

export const scheduleTiming = z.object(timingShape).superRefine(requireWhole);
export type ScheduleTiming = z.infer<typeof scheduleTiming>;

export const scheduleInput = z
  .strictObject({
    id: z.uuid().nullable().default(null),
    /** Of a schedule for tickets. */
    feedbackTypeId: z.uuid().nullable().default(null),
    name: z
      .string()
      .trim()
      .min(1, { error: "Give the schedule a name." })
      .max(120, { error: "Use at most 120 characters." }),
    description: z.string().trim().max(2_000, { error: "Use at most 2,000 characters." }).default(""),
    macroId: z.uuid({ error: "Choose a macro." }),
    filterId: z.uuid().nullable().default(null),
    enabled: z.boolean().default(true),
    ...timingShape,
  })
  .superRefine(requireWhole);
export type ScheduleInput = z.infer<typeof scheduleInput>;
export type ScheduleDraft = z.input<typeof scheduleInput>;

export const scheduleSwitch = z.strictObject({ id: z.uuid(), enabled: z.boolean() });

/** `expected` is how many records were shown to whoever confirmed; more or fewer now is refused. */
export const scheduleRun = z.strictObject({ id: z.uuid(), expected: z.int().min(0) });

export const scheduleOutcomes = [
  "ran",
  "nobody",
  "away",
  "off",
  "still_going",
  "macro_off",
  "waits_for_value",
  "refused",
] as const;
export type ScheduleOutcome = (typeof scheduleOutcomes)[number];

type Timing = z.infer<z.ZodObject<typeof timingShape>>;

/** What each rate needs besides its start; for schemas that are spread from `timingShape`. */
export function requireWhole(
  { rate, weekdays: days, monthDay, pattern, startsAt, endsAt }: Timing,
  check: z.RefinementCtx,
) {
  const lacks = (field: keyof Timing, message: string) =>
    check.addIssue({ code: "custom", path: [field], message, input: undefined });
  if (rate === "weekly" && days.length === 0) lacks("weekdays", "Choose at least one day.");
  if (rate === "monthly" && monthDay === null) lacks("monthDay", "Choose a day.");
  if (rate === "cron") {
    const problem = pattern ? problemOfCron(pattern) : "Give a pattern.";
    if (problem) lacks("pattern", problem);
  }
  if (endsAt !== null && endsAt <= startsAt) lacks("endsAt", "The end must be later than the start.");
}

function isOnCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function isTimeZone(name: string): boolean {
  try {
    // An offset such as +01:00 is taken too, and knows no daylight saving.
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}
