import { isGroup } from "./schema";
import type { Condition, ConditionPart } from "./schema";

/** The fields a condition asks for, each once, in the order of its tests. Parts that are off count too: they still refer to them. */
export function fieldPaths(condition: Condition): string[] {
  return [...new Set(pathsIn(condition))];
}

/** How each part of the top level narrows the result: the condition of the first part, of the first two, and so on, without blanks. */
export function steps(condition: Condition): { at: string; condition: Condition }[] {
  if (condition.match !== "all") return [{ at: "", condition }];
  return condition.conditions.flatMap((part, index) =>
    part.off
      ? []
      : [{ at: `${index}`, condition: { ...condition, conditions: condition.conditions.slice(0, index + 1) } }],
  );
}

function pathsIn(part: ConditionPart): string[] {
  return isGroup(part) ? part.conditions.flatMap(pathsIn) : [part.field];
}
