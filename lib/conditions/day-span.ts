import { Temporal } from "temporal-polyfill";

/** Where and when a condition is asked. */
export interface ConditionContext {
  /** An ISO 8601 instant. */
  now: string;
  /** IANA zone of the project, or of the community without a project: "today" is the same for everyone who looks. */
  zone: string;
  /** ISO weekday on which a week begins: 1 Monday … 7 Sunday. */
  weekStart: number;
  /** The username that "is me" means. Without one, nothing is me. */
  me?: string;
}

/** Days `YYYY-MM-DD`, both included; an end left out is open. */
export interface DaySpan {
  from?: string;
  to?: string;
}

/** A span of days with the instants it covers in one zone: `start` ≤ instant < `end`, both `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export interface DayBounds extends DaySpan {
  start?: string;
  end?: string;
}

/** Days are not always 24 hours: their first instants are computed in the zone, so daylight saving and skipped days come out right. */
export function boundsOf(span: DaySpan, zone: string): DayBounds {
  return {
    ...span,
    start: span.from && startOfDay(Temporal.PlainDate.from(span.from), zone),
    end: span.to && startOfDay(Temporal.PlainDate.from(span.to).add({ days: 1 }), zone),
  };
}

export function today(context: ConditionContext): Temporal.PlainDate {
  return Temporal.Instant.from(context.now).toZonedDateTimeISO(context.zone).toPlainDate();
}

export function weekOf(date: Temporal.PlainDate, weekStart: number): DaySpan {
  const first = date.subtract({ days: (date.dayOfWeek - weekStart + 7) % 7 });
  return { from: first.toString(), to: first.add({ days: 6 }).toString() };
}

export function monthOf(date: Temporal.PlainDate): DaySpan {
  return { from: date.with({ day: 1 }).toString(), to: date.with({ day: date.daysInMonth }).toString() };
}

function startOfDay(date: Temporal.PlainDate, zone: string): string {
  return date.toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });
}
