import { readPath } from "@/lib/json/path";
import type { JsonValue } from "@/lib/json/value";
import { acceptWords, type AcceptRule } from "./accept-schema";
import type { Reply } from "./call";
import { scalarText } from "./scalar-text";
import type { CallCheck } from "./schema";

/**
 * The first rule that does not hold for this body, or null. Values are compared as texts, upper and lower case included; numbers as the
 * sender wrote them. `null` is nothing, and an object or a list is no value.
 */
export function firstUnmet(rules: readonly AcceptRule[], body: JsonValue): AcceptRule | null {
  return rules.find((rule) => !holds(rule, body)) ?? null;
}

/** Whether a listener with these rules takes this body; `reply` is null if it does. To refuse is no error, so that nobody sends again. */
export function judgeAccepted(
  rules: readonly AcceptRule[],
  body: JsonValue,
): { checks: CallCheck[]; reply: Reply | null } {
  if (rules.length === 0) return { checks: [], reply: null };
  const unmet = firstUnmet(rules, body);
  if (!unmet) return { checks: [{ check: "accepted", ok: true }], reply: null };
  const message = `This listener accepts only calls where ${ruleText(unmet)}.`;
  const more = { reason: "not_accepted", path: unmet.path };
  return {
    checks: [{ check: "accepted", ok: false, note: message }],
    reply: { status: 200, outcome: "skipped", message, more },
  };
}

/** “event” is “Export Completed”. */
function ruleText(rule: AcceptRule): string {
  return `“${rule.path}” ${acceptWords[rule.is]}${"value" in rule ? ` “${rule.value}”` : ""}`;
}

function holds(rule: AcceptRule, body: JsonValue): boolean {
  const { value } = readPath(body, rule.path);
  switch (rule.is) {
    case "is":
      return textOf(value) === rule.value;
    case "is_not":
      return textOf(value) !== rule.value;
    case "exists":
      return value !== undefined && value !== null;
    case "not_exists":
      return value === undefined || value === null;
  }
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "boolean" ? String(value) : scalarText(value);
}
