import { english, fieldTitle, formatDate, formatDay, formatNumber } from "@/lib/fields/format";
import type { FieldInfo } from "@/lib/fields/field";
import { withoutAsking } from "./ask";
import { canonical } from "./canonical";
import type { FindField } from "./check";
import { findQualifier } from "./qualifiers";
import { isGroup } from "./schema";
import type { Condition, ConditionGroup, ConditionPart, ConditionTest, ConditionValue } from "./schema";
import { isBlank, takesNoValue } from "./value";

/** The condition as a person would say it: "Status is Open and CRM · Tier is one of Gold, Silver". Empty: "No filter". */
export function sentence(condition: Condition, findField: FindField, locale = english): string {
  const tidy = canonical(condition);
  return tidy.conditions.length === 0 ? "No filter" : groupWords(tidy, findField, locale);
}

/** The same of a condition that nobody is asked about any more, as in a report or a file; null where it asks nothing. */
export function filterSentence(condition: Condition, findField: FindField, locale = english): string | null {
  const asked = withoutAsking(condition);
  return asked.conditions.length === 0 ? null : groupWords(asked, findField, locale);
}

/** One test as a person would say it, for a chip. */
export function testSentence(test: ConditionTest, findField: FindField, locale = english): string {
  const field = findField(test.field);
  if (!field) return `${test.field} (does not exist any more)`;
  const label = findQualifier(field, test.is)?.label ?? test.is;
  const value = isBlank(test) || test.value === undefined ? "…" : valueWords(test.value, field, locale);
  const asked = test.ask ? " (asked at run time)" : "";
  return `${fieldTitle(field)} ${withValue(label, test, value)}${asked}`;
}

function groupWords(group: ConditionGroup, findField: FindField, locale: string): string {
  const parts = group.conditions.map((part) => partWords(part, findField, locale));
  if (group.match === "none") return parts.length === 1 ? `not (${parts[0]})` : `none of (${parts.join("; ")})`;
  return parts.join(group.match === "all" ? " and " : " or ");
}

function partWords(part: ConditionPart, findField: FindField, locale: string): string {
  if (!isGroup(part)) return testSentence(part, findField, locale);
  const words = groupWords(part, findField, locale);
  return part.match === "none" ? words : `(${words})`;
}

function withValue(label: string, test: ConditionTest, value: string): string {
  if (/\bN\b/.test(label)) return label.replace(/\bN\b/, value).replace(/\b1 days/, "1 day");
  if (test.is === "between") return label.replace("between", value);
  return takesNoValue(test.is) ? label : `${label} ${value}`;
}

function valueWords(value: ConditionValue, field: FieldInfo, locale: string): string {
  if (typeof value === "number") return formatNumber(value, locale);
  if (typeof value === "string") return one(value, field, locale);
  if (Array.isArray(value)) return value.map((entry) => valueWords(entry, field, locale)).join(", ");
  const from = value.from === undefined ? null : valueWords(value.from, field, locale);
  const to = value.to === undefined ? null : valueWords(value.to, field, locale);
  if (from === null) return `up to ${to ?? "…"}`;
  return to === null ? `from ${from}` : `between ${from} and ${to}`;
}

function one(value: string, field: FieldInfo, locale: string): string {
  // A condition is the same for everyone who reads it, so a moment in it is told in a zone that is nobody's.
  if (field.type === "date" && value.includes("T")) return `${formatDate(value, { zone: "UTC", locale })} UTC`;
  if (field.type === "date") return formatDay(value, locale);
  return field.options?.find((option) => option.value === value)?.label ?? value;
}
