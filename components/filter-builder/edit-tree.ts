import { conditionLimits, isGroup } from "@/lib/conditions/schema";
import type { Condition, ConditionGroup, ConditionPart } from "@/lib/conditions/schema";

/** Places are indexes from the root, as in `checkCondition`: `""` the whole, `"1.0"` the first part of the second. */
export function partAt(condition: Condition, at: string): ConditionPart | null {
  let part: ConditionPart | undefined = condition;
  for (const index of indexes(at)) part = part && isGroup(part) ? part.conditions[index] : undefined;
  return part ?? null;
}

export function replaceAt(condition: Condition, at: string, part: ConditionPart): Condition {
  return spliceAt(condition, at, 1, part);
}

export function removeAt(condition: Condition, at: string): Condition {
  return spliceAt(condition, at, 1);
}

/** A copy right behind the original. */
export function cloneAt(condition: Condition, at: string): Condition {
  const part = partAt(condition, at);
  return part ? spliceAt(condition, nextTo(at, 1), 0, structuredClone(part)) : condition;
}

export function appendTo(condition: Condition, groupAt: string, part: ConditionPart): Condition {
  return spliceAt(condition, endOf(condition, groupAt), 0, part);
}

/** Where the next part of a group would stand. */
export function endOf(condition: Condition, groupAt: string): string {
  const group = partAt(condition, groupAt);
  return childAt(groupAt, group && isGroup(group) ? group.conditions.length : 0);
}

/**
 * One step up or down as the eye sees it: past a test, into a group, out of its own group at the group's edge. So every place can be
 * reached with two buttons. Null when there is nowhere to go.
 */
export function move(condition: Condition, at: string, step: -1 | 1): { condition: Condition; at: string } | null {
  const part = partAt(condition, at);
  const target = part && targetOf(condition, at, part, step);
  if (!part || target === null) return null;
  const leavesLater = comparePlaces(at, target) > 0;
  const inserted = spliceAt(leavesLater ? removeAt(condition, at) : condition, target, 0, part);
  if (leavesLater) return { condition: inserted, at: target };
  return { condition: removeAt(inserted, at), at: placeAfterRemoval(target, at) };
}

/** How many groups lie around a place, the root included. */
export function depthAt(at: string): number {
  return indexes(at).length;
}

export function countTests(part: ConditionPart): number {
  return isGroup(part) ? part.conditions.reduce((sum, child) => sum + countTests(child), 0) : 1;
}

export function childAt(groupAt: string, index: number): string {
  return groupAt === "" ? `${index}` : `${groupAt}.${index}`;
}

/** In terms of the tree before the move: the place in front of which the part is put. */
function targetOf(condition: Condition, at: string, part: ConditionPart, step: -1 | 1): string | null {
  const siblingAt = nextTo(at, step);
  const sibling = indexes(at).at(-1) === 0 && step === -1 ? null : partAt(condition, siblingAt);
  if (sibling && isGroup(sibling) && fits(part, siblingAt)) {
    return step === -1 ? endOf(condition, siblingAt) : childAt(siblingAt, 0);
  }
  if (sibling) return step === -1 ? siblingAt : nextTo(at, 2);
  const parent = parentOf(at);
  if (parent === "") return null;
  return step === -1 ? parent : nextTo(parent, 1);
}

function fits(part: ConditionPart, groupAt: string): boolean {
  return depthAt(groupAt) + 1 + levelsOf(part) <= conditionLimits.depth;
}

function levelsOf(part: ConditionPart): number {
  return isGroup(part) ? 1 + Math.max(0, ...part.conditions.map(levelsOf)) : 0;
}

function spliceAt(condition: Condition, at: string, removed: number, ...added: ConditionPart[]): Condition {
  return splice(condition, indexes(at), removed, added);
}

function splice(
  group: ConditionGroup,
  [index = 0, ...rest]: number[],
  removed: number,
  added: ConditionPart[],
): ConditionGroup {
  const child = group.conditions[index];
  if (rest.length === 0) return { ...group, conditions: group.conditions.toSpliced(index, removed, ...added) };
  if (!child || !isGroup(child)) return group;
  return { ...group, conditions: group.conditions.with(index, splice(child, rest, removed, added)) };
}

function placeAfterRemoval(place: string, removed: string): string {
  const gone = indexes(removed);
  const level = gone.length - 1;
  const shifted = indexes(place);
  const shares = gone.slice(0, level).every((index, depth) => shifted[depth] === index);
  const at = shifted[level];
  if (shares && at !== undefined && at > (gone[level] ?? 0)) shifted[level] = at - 1;
  return shifted.join(".");
}

function comparePlaces(one: string, other: string): number {
  const [a, b] = [indexes(one), indexes(other)];
  const differs = a.findIndex((index, depth) => index !== b[depth]);
  if (differs === -1) return a.length - b.length;
  return (a[differs] ?? -1) - (b[differs] ?? -1);
}

function nextTo(at: string, step: number): string {
  const path = indexes(at);
  return [...path.slice(0, -1), (path.at(-1) ?? 0) + step].join(".");
}

function parentOf(at: string): string {
  return indexes(at).slice(0, -1).join(".");
}

function indexes(at: string): number[] {
  return at === "" ? [] : at.split(".").map(Number);
}
