import type { FieldValue, FieldValues } from "@/lib/fields/field";
import type { ConditionContext, DayBounds } from "./day-span";
import { meaningOf } from "./meaning";
import type { Meaning, NumberEnd } from "./meaning";
import { isGroup } from "./schema";
import type { Condition, ConditionGroup, ConditionPart, ConditionTest } from "./schema";
import { isBlank } from "./value";

/** Whether one record answers the condition. Meaning: `qualifiers.ts`. A path the record lacks is an empty value. */
export function matches(condition: Condition, values: FieldValues, context: ConditionContext): boolean {
  return matcher(condition, context)(values);
}

/** As `matches`, prepared once for many records. */
export function matcher(condition: Condition, context: ConditionContext): (values: FieldValues) => boolean {
  return part(condition, context) ?? (() => true);
}

/** Why a record is (not) in a list: the condition's tree with an answer at every node. */
export interface Explanation {
  /** Indexes from the root: `""` the whole, `"1.0"` the first part of the second. */
  at: string;
  part: ConditionPart;
  /** Null where nothing is asked: switched off, or without a value. */
  matched: boolean | null;
  /** What the record holds, for a test. */
  value?: FieldValue;
  parts?: Explanation[];
}

export function explain(condition: Condition, values: FieldValues, context: ConditionContext): Explanation {
  return explainPart(condition, "", values, context);
}

function explainPart(node: ConditionPart, at: string, values: FieldValues, context: ConditionContext): Explanation {
  const matched = part(node, context)?.(values) ?? null;
  if (!isGroup(node)) return { at, part: node, matched, value: valueAt(values, node.field) };
  const parts = node.conditions.map((child, index) =>
    explainPart(child, at ? `${at}.${index}` : `${index}`, values, context),
  );
  return { at, part: node, matched, parts };
}

type Matcher = (values: FieldValues) => boolean;

/** Null when nothing is asked. */
function part(node: ConditionPart, context: ConditionContext): Matcher | null {
  if (node.off) return null;
  return isGroup(node) ? groupMatcher(node, context) : testMatcher(node, context);
}

function groupMatcher(group: ConditionGroup, context: ConditionContext): Matcher | null {
  const parts = group.conditions.flatMap((child) => part(child, context) ?? []);
  if (parts.length === 0) return null;
  const joined = {
    all: (values: FieldValues) => parts.every((holds) => holds(values)),
    any: (values: FieldValues) => parts.some((holds) => holds(values)),
    none: (values: FieldValues) => !parts.some((holds) => holds(values)),
  } satisfies Record<ConditionGroup["match"], Matcher>;
  return joined[group.match];
}

function testMatcher(test: ConditionTest, context: ConditionContext): Matcher | null {
  if (isBlank(test)) return null;
  const meaning = meaningOf(test, context);
  const holds = asks(meaning);
  return (values) => holds(valueAt(values, test.field)) !== meaning.not;
}

function asks(meaning: Meaning): (value: FieldValue) => boolean {
  switch (meaning.kind) {
    case "empty":
      return (value) => value === null;
    case "among":
      return among(meaning.texts);
    case "every":
      return (value) => isList(value) && meaning.texts.every((text) => value.includes(text));
    case "like":
      return like(meaning.place, fold(meaning.text));
    case "numbers":
      return (value) => typeof value === "number" && meaning.numbers.includes(value);
    case "range":
      return (value) => typeof value === "number" && isAbove(value, meaning.from) && isBelow(value, meaning.to);
    case "days":
      return (value) => typeof value === "string" && isWithin(value, meaning.bounds);
    case "boolean":
      return (value) => value === meaning.value;
  }
}

function among(texts: string[]): (value: FieldValue) => boolean {
  const exact = new Set(texts);
  const folded = new Set(texts.map(fold));
  return (value) => {
    if (typeof value === "string") return folded.has(fold(value));
    return isList(value) && value.some((entry) => exact.has(entry));
  };
}

function like(place: "anywhere" | "start" | "end", needle: string): (value: FieldValue) => boolean {
  const found = {
    anywhere: (text: string) => text.includes(needle),
    start: (text: string) => text.startsWith(needle),
    end: (text: string) => text.endsWith(needle),
  };
  return (value) => typeof value === "string" && found[place](fold(value));
}

function isAbove(value: number, end: NumberEnd | undefined): boolean {
  return end === undefined || value > end.value || (end.included && value === end.value);
}

function isBelow(value: number, end: NumberEnd | undefined): boolean {
  return end === undefined || value < end.value || (end.included && value === end.value);
}

// ISO texts of one width sort as the times they mean. Ten characters are a day, which no zone shifts.
function isWithin(value: string, { from, to, start, end }: DayBounds): boolean {
  if (value.length === 10) return (from === undefined || value >= from) && (to === undefined || value <= to);
  return (start === undefined || value >= start) && (end === undefined || value < end);
}

function valueAt(values: FieldValues, path: string): FieldValue {
  const value = Object.hasOwn(values, path) ? (values[path] ?? null) : null;
  return value === "" || (isList(value) && value.length === 0) ? null : value;
}

// `Array.isArray` would make the entries `any`.
function isList(value: FieldValue): value is readonly string[] {
  return Array.isArray(value);
}

function fold(text: string): string {
  return text.toLowerCase();
}
