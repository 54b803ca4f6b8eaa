import type { FieldInfo } from "@/lib/fields/field";
import { isGroup } from "./schema";
import type { Condition, ConditionPart, ConditionTest } from "./schema";
import { findQualifier } from "./qualifiers";
import { isBlank, takesNoValue, valueShapes } from "./value";

export type FindField = (path: string) => FieldInfo | null;

export interface ConditionProblem {
  /** Indexes from the root: `"1.0"` is the first part of the second. */
  at: string;
  message: string;
}

/**
 * What is wrong with a condition over these fields, in words for its author. Empty when it can be saved and run. Parts that are switched
 * off are looked at too: they may be switched on again.
 */
export function checkCondition(condition: Condition, findField: FindField): ConditionProblem[] {
  return problemsOf(condition, "", findField);
}

function problemsOf(part: ConditionPart, at: string, findField: FindField): ConditionProblem[] {
  if (isGroup(part)) {
    return part.conditions.flatMap((child, index) => problemsOf(child, at ? `${at}.${index}` : `${index}`, findField));
  }
  const message = problemOf(part, findField);
  return message === null ? [] : [{ at, message }];
}

function problemOf(test: ConditionTest, findField: FindField): string | null {
  const field = findField(test.field);
  if (!field) return `The item “${test.field}” does not exist any more. Choose another one or remove this criterion.`;
  const qualifier = findQualifier(field, test.is);
  if (!qualifier) return `“${field.label}” cannot be asked this any more. Choose another qualifier.`;
  if (takesNoValue(test.is)) return test.value === undefined ? null : `“${qualifier.label}” takes no value.`;
  if (isBlank(test)) return test.ask ? null : "Give a value, or let it be asked at run time.";
  const parsed = valueShapes[qualifier.shape].safeParse(test.value);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "This value cannot be used here.";
  return missingOption(field, test);
}

function missingOption(field: FieldInfo, test: ConditionTest): string | null {
  if (!field.options) return null;
  const known = new Set(field.options.map((option) => option.value.toLowerCase()));
  const named = [test.value].flat().filter((value) => typeof value === "string");
  const missing = named.find((value) => !known.has(value.toLowerCase()));
  return missing === undefined ? null : `“${field.label}” has no option “${missing}” any more.`;
}
