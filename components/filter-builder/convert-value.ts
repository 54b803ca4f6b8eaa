import type { ValueShape } from "@/lib/conditions/qualifiers";
import type { ConditionValue } from "@/lib/conditions/schema";
import { valueShapes } from "@/lib/conditions/value";

/** What can be kept of a value when its qualifier changes: one text becomes a list of one, a day the beginning of a range. */
export function convertValue(value: ConditionValue | undefined, shape: ValueShape): ConditionValue | undefined {
  if (value === undefined || shape === "none") return undefined;
  const first = firstOf(value);
  const kept = [value, first, [first], { from: first }].find((each) => valueShapes[shape].safeParse(each).success);
  return kept as ConditionValue | undefined;
}

function firstOf(value: ConditionValue): string | number | undefined {
  if (typeof value !== "object") return value;
  return Array.isArray(value) ? value[0] : (value.from ?? value.to);
}
