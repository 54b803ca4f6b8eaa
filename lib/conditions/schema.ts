import { z } from "zod";
import { qualifierNames } from "./qualifiers";
import type { Qualifier } from "./qualifiers";

/** The limits of one condition. They keep a question cheap to read, to show and to run. */
export const conditionLimits = { tests: 50, depth: 5, listed: 1_000, text: 1_000 } as const;

/** `from` and `to` both count; one of them may be left out. Days are `YYYY-MM-DD`. */
export type ConditionRange = { from?: number; to?: number } | { from?: string; to?: string };
export type ConditionValue = string | number | string[] | number[] | ConditionRange;

export interface ConditionTest {
  /** A field's path, as in views and tags. */
  field: string;
  is: Qualifier;
  /** Its shape depends on the qualifier, see `qualifiers.ts`. */
  value?: ConditionValue;
  /** Asked at run time; `value` is then the default. */
  ask?: boolean;
  /** Switched off without being removed. */
  off?: boolean;
}

export interface ConditionGroup {
  /** `all`: and. `any`: or. `none`: none of them may hold. */
  match: "all" | "any" | "none";
  conditions: ConditionPart[];
  off?: boolean;
}

export type ConditionPart = ConditionGroup | ConditionTest;

/** A whole question. Without tests it matches everything. */
export type Condition = ConditionGroup;

export const noFilter: Condition = { match: "all", conditions: [] };

export function isGroup(part: ConditionPart): part is ConditionGroup {
  return "match" in part;
}

const text = z
  .string()
  .max(conditionLimits.text, `Use at most ${conditionLimits.text} characters.`)
  .refine((value) => !value.includes("\0"), "A text cannot contain the character NUL.");
const number = z.number("Enter a number.");
const tooMany = `List at most ${conditionLimits.listed} values.`;

const value = z.union(
  [
    text,
    number,
    z.array(text).max(conditionLimits.listed, tooMany),
    z.array(number).max(conditionLimits.listed, tooMany),
    z.strictObject({ from: number.optional(), to: number.optional() }),
    z.strictObject({ from: text.optional(), to: text.optional() }),
  ],
  `Give a text of at most ${conditionLimits.text} characters, a number, a range or a list of at most ${conditionLimits.listed}.`,
);

const test = z.strictObject({
  field: z.string().min(1, "Choose an item.").max(200),
  is: z.enum(qualifierNames, "Choose a qualifier."),
  value: value.optional(),
  ask: z.boolean().optional(),
  off: z.boolean().optional(),
});

const group = z.strictObject({
  match: z.enum(["all", "any", "none"]),
  get conditions(): z.ZodArray<z.ZodType<ConditionPart>> {
    return z.array(part);
  },
  off: z.boolean().optional(),
});

// Decided by the member `match` and not by a union, so that a mistake is told about the part it is in.
const part: z.ZodType<ConditionPart> = z.unknown().transform((raw, context): ConditionPart => {
  const parsed = (hasMatch(raw) ? group : test).safeParse(raw);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path: [...path], message });
  return z.NEVER;
});

/** What a saved filter, a trigger, a listener, a URL and a report hold. Parsing also puts every member in one order. */
export const condition: z.ZodType<Condition> = z.preprocess((raw, context) => {
  const { tests, depth } = size(raw);
  if (tests > conditionLimits.tests) {
    context.issues.push({ code: "custom", input: raw, message: `Use at most ${conditionLimits.tests} criteria.` });
  }
  if (depth > conditionLimits.depth) {
    context.issues.push({
      code: "custom",
      input: raw,
      message: `Put groups at most ${conditionLimits.depth} deep into each other.`,
    });
  }
  return raw;
}, group);

function hasMatch(raw: unknown): raw is { match: unknown; conditions?: unknown } {
  return typeof raw === "object" && raw !== null && Object.hasOwn(raw, "match");
}

// Without recursion: what arrives may be nested far deeper than a stack is.
function size(raw: unknown): { tests: number; depth: number } {
  let tests = 0;
  let depth = 0;
  const left: { part: unknown; level: number }[] = [{ part: raw, level: 1 }];
  for (let next = left.pop(); next; next = left.pop()) {
    if (!hasMatch(next.part)) {
      tests += 1;
      continue;
    }
    depth = Math.max(depth, next.level);
    if (depth > conditionLimits.depth || !Array.isArray(next.part.conditions)) continue;
    for (const child of next.part.conditions) left.push({ part: child, level: next.level + 1 });
  }
  return { tests, depth };
}
