import { Temporal } from "temporal-polyfill";
import { boundsOf, monthOf, today, weekOf } from "./day-span";
import type { ConditionContext, DayBounds, DaySpan } from "./day-span";
import type { Qualifier } from "./qualifiers";
import type { ConditionTest } from "./schema";
import { readValue } from "./value";

/**
 * What a test asks, in the few forms that the two evaluators know. `not` turns the answer round after "empty means no", so a negated
 * question holds for an empty value.
 */
export type Meaning = { not: boolean } & (
  | { kind: "empty" }
  /** The text is one of these, or the list has one of these. */
  | { kind: "among"; texts: string[] }
  /** The list has all of these. */
  | { kind: "every"; texts: string[] }
  | { kind: "like"; place: "anywhere" | "start" | "end"; text: string }
  | { kind: "numbers"; numbers: number[] }
  | { kind: "range"; from?: NumberEnd; to?: NumberEnd }
  | { kind: "days"; bounds: DayBounds }
  | { kind: "boolean"; value: boolean }
);

export interface NumberEnd {
  value: number;
  included: boolean;
}

/** @throws AppError `invalid` when the value does not fit the qualifier. Blank tests have no meaning: leave them out first. */
export function meaningOf(test: ConditionTest, context: ConditionContext): Meaning {
  return meanings[test.is](test.value, context);
}

type Read = (value: ConditionTest["value"], context: ConditionContext) => Meaning;

const meanings = {
  empty: () => ({ not: false, kind: "empty" }),
  not_empty: () => ({ not: true, kind: "empty" }),

  is: (value) => among([readValue("text", value)]),
  is_not: (value) => not(among([readValue("text", value)])),
  one_of: (value) => oneOf(value),
  none_of: (value) => not(oneOf(value)),
  any_of: (value) => among(readValue("texts", value)),
  all_of: (value) => ({ not: false, kind: "every", texts: readValue("texts", value).map(nfc) }),
  is_me: (_, { me }) => among(me === undefined ? [] : [me]),
  is_not_me: (_, { me }) => not(among(me === undefined ? [] : [me])),

  contains: (value) => like("anywhere", value),
  not_contains: (value) => not(like("anywhere", value)),
  starts_with: (value) => like("start", value),
  ends_with: (value) => like("end", value),

  eq: (value) => numbers([readValue("number", value)]),
  ne: (value) => not(numbers([readValue("number", value)])),
  gt: (value) => ({ not: false, kind: "range", from: { value: readValue("number", value), included: false } }),
  gte: (value) => ({ not: false, kind: "range", from: { value: readValue("number", value), included: true } }),
  lt: (value) => ({ not: false, kind: "range", to: { value: readValue("number", value), included: false } }),
  lte: (value) => ({ not: false, kind: "range", to: { value: readValue("number", value), included: true } }),
  between: (value, context) => (isDates(value) ? days(readValue("dates", value), context) : between(value)),

  on: (value, context) => days(onDay(value), context),
  not_on: (value, context) => not(days(onDay(value), context)),
  before: (value, context) => days({ to: shift(readValue("date", value), -1) }, context),
  after: (value, context) => days({ from: shift(readValue("date", value), 1) }, context),
  on_or_before: (value, context) => days({ to: readValue("date", value) }, context),
  on_or_after: (value, context) => days({ from: readValue("date", value) }, context),
  today: (_, context) => days(fromToday(0, 0, context), context),
  yesterday: (_, context) => days(fromToday(-1, -1, context), context),
  this_week: (_, context) => days(weekOf(today(context), context.weekStart), context),
  this_month: (_, context) => days(monthOf(today(context)), context),
  last_days: (value, context) => days(fromToday(-readValue("days", value), 0, context), context),
  not_last_days: (value, context) => not(days(fromToday(-readValue("days", value), 0, context), context)),
  next_days: (value, context) => days(fromToday(0, readValue("days", value), context), context),
  more_than_days_ago: (value, context) =>
    days({ to: fromToday(-readValue("days", value) - 1, 0, context).from }, context),
  since: (value, context) => since(readValue("moment", value), context),

  is_true: () => ({ not: false, kind: "boolean", value: true }),
  is_false: () => ({ not: false, kind: "boolean", value: false }),
} satisfies Record<Qualifier, Read>;

function not(meaning: Meaning): Meaning {
  return { ...meaning, not: !meaning.not };
}

function among(texts: string[]): Meaning {
  return { not: false, kind: "among", texts: texts.map(nfc) };
}

function oneOf(value: ConditionTest["value"]): Meaning {
  const isNumbers = Array.isArray(value) && typeof value[0] === "number";
  return isNumbers ? numbers(readValue("numbers", value)) : among(readValue("texts", value));
}

function like(place: "anywhere" | "start" | "end", value: ConditionTest["value"]): Meaning {
  return { not: false, kind: "like", place, text: nfc(readValue("text", value)) };
}

function numbers(list: number[]): Meaning {
  return { not: false, kind: "numbers", numbers: list };
}

function between(value: ConditionTest["value"]): Meaning {
  const { from, to } = readValue("range", value);
  return {
    not: false,
    kind: "range",
    from: from === undefined ? undefined : { value: from, included: true },
    to: to === undefined ? undefined : { value: to, included: true },
  };
}

function days(span: DaySpan, context: ConditionContext): Meaning {
  return { not: false, kind: "days", bounds: boundsOf(span, context.zone) };
}

function since(moment: string, { zone }: ConditionContext): Meaning {
  const instant = Temporal.Instant.from(moment);
  const from = instant.toZonedDateTimeISO(zone).toPlainDate().toString();
  return { not: false, kind: "days", bounds: { from, start: instant.toString({ fractionalSecondDigits: 3 }) } };
}

function isDates(value: ConditionTest["value"]): boolean {
  if (typeof value !== "object" || Array.isArray(value)) return false;
  return typeof value.from === "string" || typeof value.to === "string";
}

function onDay(value: ConditionTest["value"]): DaySpan {
  const date = readValue("date", value);
  return { from: date, to: date };
}

function shift(date: string, count: number): string {
  return Temporal.PlainDate.from(date).add({ days: count }).toString();
}

function fromToday(first: number, last: number, context: ConditionContext): { from: string; to: string } {
  const date = today(context);
  return { from: date.add({ days: first }).toString(), to: date.add({ days: last }).toString() };
}

function nfc(text: string): string {
  return text.normalize("NFC");
}
