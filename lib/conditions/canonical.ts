import { isGroup } from "./schema";
import type { Condition, ConditionGroup, ConditionPart } from "./schema";
import { isBlank, takesNoValue } from "./value";

/**
 * The condition without what asks nothing (switched off, without a value, empty groups, groups of one) and with its members in one
 * order, so that equal questions have equal `JSON.stringify`. A blank test that is asked at run time stays.
 */
export function canonical(condition: Condition): Condition {
  const part = tidy(condition);
  if (part === null) return { match: "all", conditions: [] };
  return isGroup(part) ? part : { match: "all", conditions: [part] };
}

/** Whether it lets everything through: the "No filter" of the Filter menu. */
export function isNoFilter(condition: Condition): boolean {
  return canonical(condition).conditions.length === 0;
}

export function isSameCondition(one: Condition, other: Condition): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

function tidy(part: ConditionPart): ConditionPart | null {
  if (part.off) return null;
  if (isGroup(part)) return tidyGroup(part);
  if (isBlank(part) && !part.ask) return null;
  const { field, is, value, ask } = part;
  if (takesNoValue(is)) return { field, is };
  return { field, is, ...(value !== undefined && { value: inOrder(value) }), ...(ask && { ask }) };
}

function tidyGroup({ match, conditions }: ConditionGroup): ConditionPart | null {
  const parts = conditions.flatMap((child) => tidy(child) ?? []);
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1 && match !== "none") return only;
  const merged = parts.flatMap((child) =>
    isGroup(child) && child.match === match && match !== "none" ? child.conditions : child,
  );
  return { match, conditions: merged };
}

function inOrder<V>(value: V): V {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) as V;
}
