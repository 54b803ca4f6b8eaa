import { canonical } from "./canonical";
import { isGroup } from "./schema";
import type { Condition, ConditionPart, ConditionTest, ConditionValue } from "./schema";
import { isBlank, takesNoValue } from "./value";

export interface AskedTest {
  /** Indexes from the root; the key of its answer. */
  at: string;
  test: ConditionTest;
}

/** The tests to put to whoever runs the filter, in order. */
export function listAsked(condition: Condition): AskedTest[] {
  return askedIn(condition, "");
}

/**
 * The condition with the answers in place (by `at`); without an answer the default stays. What still has no value asks nothing, so look
 * at `listUnanswered` before doing something to every match.
 */
export function fillAnswers(condition: Condition, answers: ReadonlyMap<string, ConditionValue>): Condition {
  return fill(condition, "", answers) as Condition;
}

/**
 * The condition where nobody is asked, as in a report: defaults count, and what has no value is no part of it, neither of the question nor
 * of the words about it.
 */
export function withoutAsking(condition: Condition): Condition {
  return canonical(unasked(condition) as Condition);
}

export function listUnanswered(condition: Condition): AskedTest[] {
  return listAsked(condition).filter(({ test }) => isBlank(test));
}

function askedIn(part: ConditionPart, at: string): AskedTest[] {
  if (part.off) return [];
  if (isGroup(part)) return part.conditions.flatMap((child, index) => askedIn(child, under(at, index)));
  return part.ask && !takesNoValue(part.is) ? [{ at, test: part }] : [];
}

function fill<P extends ConditionPart>(
  part: P,
  at: string,
  answers: ReadonlyMap<string, ConditionValue>,
): ConditionPart {
  if (isGroup(part)) {
    return { ...part, conditions: part.conditions.map((child, index) => fill(child, under(at, index), answers)) };
  }
  const answer = answers.get(at);
  return part.ask && answer !== undefined ? { ...part, value: answer } : part;
}

function unasked(part: ConditionPart): ConditionPart {
  if (isGroup(part)) return { ...part, conditions: part.conditions.map(unasked) };
  const { ask: _, ...test } = part;
  return test;
}

function under(at: string, index: number): string {
  return at ? `${at}.${index}` : `${index}`;
}
