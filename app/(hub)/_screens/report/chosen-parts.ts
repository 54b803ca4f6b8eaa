import { isGroup, type Condition, type ConditionPart, type ConditionTest } from "@/lib/conditions/schema";

/** The test that the control of an item holds; null where nothing is chosen. */
export function testOn(chosen: Condition, path: string): ConditionTest | null {
  return partsOf(chosen).find((part) => isOn(part, path)) ?? null;
}

/** What no control holds: an address may ask more than they can. */
export function otherParts(chosen: Condition): ConditionPart[] {
  const parts = partsOf(chosen);
  return parts.filter((part) => isGroup(part) || testOn(chosen, part.field) !== part);
}

/** With this test in the place of the one on the same item. */
export function withTest(chosen: Condition, test: ConditionTest): Condition {
  const before = testOn(chosen, test.field);
  const parts = partsOf(chosen);
  return allOf(before ? parts.map((part) => (part === before ? test : part)) : [...parts, test]);
}

export function withoutPart(chosen: Condition, gone: ConditionPart): Condition {
  return allOf(partsOf(chosen).filter((part) => part !== gone));
}

function partsOf(chosen: Condition): ConditionPart[] {
  return chosen.match === "all" ? chosen.conditions : [chosen];
}

function allOf(conditions: ConditionPart[]): Condition {
  return { match: "all", conditions };
}

function isOn(part: ConditionPart, path: string): part is ConditionTest {
  return !isGroup(part) && part.field === path;
}
