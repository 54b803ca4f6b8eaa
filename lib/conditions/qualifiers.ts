import type { FieldInfo, FieldType } from "@/lib/fields/field";

/**
 * What a test's value looks like.
 * `texts`, `numbers`, `choices`: lists. `range`: `{from?, to?}` of numbers, `dates` of days; both ends count.
 * `date`: a day `YYYY-MM-DD`. `days`: a whole number of days. `moment`: an instant `YYYY-MM-DDTHH:MM:SS.sssZ`.
 */
export type ValueShape =
  | "none"
  | "text"
  | "texts"
  | "number"
  | "numbers"
  | "range"
  | "date"
  | "dates"
  | "days"
  | "moment"
  | "choice"
  | "choices";

/** The closed list of questions one can ask of a field. */
export const qualifierNames = [
  "is",
  "is_not",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "one_of",
  "none_of",
  "is_me",
  "is_not_me",
  "eq",
  "ne",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "on",
  "not_on",
  "before",
  "after",
  "on_or_before",
  "on_or_after",
  "today",
  "yesterday",
  "this_week",
  "this_month",
  "last_days",
  "not_last_days",
  "next_days",
  "more_than_days_ago",
  "since",
  "is_true",
  "is_false",
  "any_of",
  "all_of",
  "empty",
  "not_empty",
] as const;

export type Qualifier = (typeof qualifierNames)[number];

export interface QualifierInfo {
  is: Qualifier;
  /** As people say it after the field's name; `N` stands for the value of `days`. */
  label: string;
  shape: ValueShape;
}

/**
 * The qualifiers of one field, the commonest first.
 *
 * Meaning, the same in SQL and in memory:
 * - Empty (missing, `""`, no list entries) never satisfies a positive qualifier and always satisfies a negative one: *is not*,
 *   *does not contain*, *is none of*, *not on*, *not in the last N days*, *≠*, *includes none of* and *is not me* hold for an empty value.
 * - Texts are compared without regard to case, in NFC. The question is brought to NFC here; stored texts are NFC already, because what
 *   writes them normalises them. Choices are compared with the option they name, list entries exactly.
 * - Days are days in the condition's zone. A value with day precision is that day in every zone. *In the last N days* is today and the N
 *   days before, *in the next N days* today and the N after, *more than N days ago* everything before the former: whole days. *Since*
 *   is not about days: it holds from that moment on, for a value with day precision from the day that the moment is in.
 */
export function qualifiersOf(field: FieldInfo): readonly QualifierInfo[] {
  return field.person ? [...personal, ...byType[field.type]] : byType[field.type];
}

/** The qualifier if this field allows it, else null. */
export function findQualifier(field: FieldInfo, is: string): QualifierInfo | null {
  return qualifiersOf(field).find((qualifier) => qualifier.is === is) ?? null;
}

const empty: QualifierInfo[] = [
  { is: "empty", label: "is empty", shape: "none" },
  { is: "not_empty", label: "is not empty", shape: "none" },
];

const personal: QualifierInfo[] = [
  { is: "is_me", label: "is me", shape: "none" },
  { is: "is_not_me", label: "is not me", shape: "none" },
];

const byType = {
  text: [
    { is: "is", label: "is", shape: "text" },
    { is: "is_not", label: "is not", shape: "text" },
    { is: "contains", label: "contains", shape: "text" },
    { is: "not_contains", label: "does not contain", shape: "text" },
    { is: "starts_with", label: "starts with", shape: "text" },
    { is: "ends_with", label: "ends with", shape: "text" },
    { is: "one_of", label: "is one of", shape: "texts" },
    { is: "none_of", label: "is none of", shape: "texts" },
    ...empty,
  ],
  number: [
    { is: "eq", label: "=", shape: "number" },
    { is: "ne", label: "≠", shape: "number" },
    { is: "gt", label: ">", shape: "number" },
    { is: "gte", label: "≥", shape: "number" },
    { is: "lt", label: "<", shape: "number" },
    { is: "lte", label: "≤", shape: "number" },
    { is: "between", label: "is between", shape: "range" },
    { is: "one_of", label: "is one of", shape: "numbers" },
    ...empty,
  ],
  date: [
    { is: "on", label: "is on", shape: "date" },
    { is: "not_on", label: "is not on", shape: "date" },
    { is: "before", label: "is before", shape: "date" },
    { is: "after", label: "is after", shape: "date" },
    { is: "on_or_before", label: "is on or before", shape: "date" },
    { is: "on_or_after", label: "is on or after", shape: "date" },
    { is: "between", label: "is between", shape: "dates" },
    { is: "today", label: "is today", shape: "none" },
    { is: "yesterday", label: "is yesterday", shape: "none" },
    { is: "this_week", label: "is this week", shape: "none" },
    { is: "this_month", label: "is this month", shape: "none" },
    { is: "last_days", label: "is in the last N days", shape: "days" },
    { is: "not_last_days", label: "is not in the last N days", shape: "days" },
    { is: "next_days", label: "is in the next N days", shape: "days" },
    { is: "more_than_days_ago", label: "is more than N days ago", shape: "days" },
    { is: "since", label: "is since", shape: "moment" },
    ...empty,
  ],
  boolean: [
    { is: "is_true", label: "is Yes", shape: "none" },
    { is: "is_false", label: "is No", shape: "none" },
    ...empty,
  ],
  choice: [
    { is: "is", label: "is", shape: "choice" },
    { is: "is_not", label: "is not", shape: "choice" },
    { is: "one_of", label: "is one of", shape: "choices" },
    { is: "none_of", label: "is none of", shape: "choices" },
    ...empty,
  ],
  list: [
    { is: "any_of", label: "includes any of", shape: "choices" },
    { is: "all_of", label: "includes all of", shape: "choices" },
    { is: "none_of", label: "includes none of", shape: "choices" },
    ...empty,
  ],
} satisfies Record<FieldType, QualifierInfo[]>;
