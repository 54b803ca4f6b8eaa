import "server-only";
import type { Condition } from "@/lib/conditions/schema";
import type { Tx } from "@/lib/db/client";
import { waitsForValue } from "@/lib/filters/sharing";
import { readPath } from "@/lib/json/path";
import type { JsonValue } from "@/lib/json/value";
import { recordMatches } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { applyIn, type Applied } from "./apply";
import type { Call, FoundTarget, Reply } from "./call";
import { findTargets } from "./find-target";
import type { LoadedListener } from "./load-listener";
import { scalarText } from "./scalar-text";
import type { CallCheck } from "./schema";

/** What the listener's filter asks, read before the transaction begins. */
export interface LoadedFilter {
  source: Source;
  condition: Condition;
}

export interface Item {
  call: Pick<Call, "id" | "at" | "request">;
  listener: LoadedListener;
  filter: LoadedFilter | null;
  /** The decoded VALUE of the URL. */
  value: string | null;
  body: JsonValue;
}

export interface ItemResult extends Applied {
  checks: CallCheck[];
  targetGiven: string | null;
  target: FoundTarget | null;
}

/** Finds the target of one object, asks the filter of it now, and applies the effect. */
export async function handleItemIn(tx: Tx, item: Item): Promise<ItemResult> {
  const { listener, filter } = item;
  const checks: CallCheck[] = [];
  const { given, path } = targetGiven(item);
  const targets = given === null ? [] : await findTargets(tx, listener, given);
  const [target] = targets;
  const end = (check: CallCheck, { reply, effects }: Applied): ItemResult => {
    checks.push(check);
    return { reply, effects, checks, targetGiven: given, target: targets.length === 1 ? (target ?? null) : null };
  };
  if (!target || targets.length > 1) {
    const reply = target ? ambiguous(path) : notFound(listener, given, path);
    return end({ check: "target", ok: false, note: reply.message }, { reply, effects: null });
  }
  checks.push({ check: "target", ok: true, note: target.label });
  if (filter) {
    if (waitsForValue(filter.condition))
      return end(
        { check: "filter", ok: false, note: "It asks for a value when it is run. Give the question a default." },
        { reply: waiting, effects: null },
      );
    if (!(await recordMatches(tx, filter.source, filter.condition, target.id)))
      return end(
        { check: "filter", ok: false, note: `${target.label} does not match` },
        { reply: notMatched, effects: null },
      );
    checks.push({ check: "filter", ok: true });
  }
  const applied = await applyIn(tx, { ...item, target });
  const { outcome, message } = applied.reply;
  return end({ check: "effect", ok: applied.effects !== null, note: message ?? outcome }, applied);
}

function targetGiven({ listener, value, body }: Item): { given: string | null; path: string | null } {
  if (value !== null) return { given: value, path: null };
  if (listener.lookup.in === "value") return { given: null, path: null };
  const { path } = listener.lookup;
  const given = scalarText(readPath(body, path).value);
  return { given: given === null || given.trim() === "" ? null : given, path };
}

const notMatched: Reply = {
  status: 200,
  outcome: "skipped",
  message: "The target does not match the listener's filter.",
  more: { reason: "filter_not_matched" },
};

const waiting: Reply = {
  status: 200,
  outcome: "skipped",
  message: "The listener's filter asks for a value when it is run, so that nothing matches it here.",
  more: { reason: "filter_waits_for_value" },
};

function ambiguous(path: string | null): Reply {
  const message = "More than one record holds this value, so none was chosen.";
  return { status: 409, outcome: "target_ambiguous", message, ...(path ? { more: { path } } : {}) };
}

function notFound(listener: LoadedListener, given: string | null, path: string | null): Reply {
  return {
    status: 404,
    outcome: "target_not_found",
    message: whyNotFound(listener, given, path),
    ...(path ? { more: { path } } : {}),
  };
}

function whyNotFound({ target, lookup }: LoadedListener, given: string | null, path: string | null): string {
  if (given === null && path !== null) return `The body holds no text or number at “${path}”.`;
  if (given === null) return "The URL has no VALUE, and this listener does not take its target from the body.";
  if (given === "VALUE") return `The URL still says VALUE. Put ${what[target]} in its place.`;
  const by = lookup.by === "external" ? `the value ${lookup.field} holds` : what[target];
  return `Nothing here has this value as ${by}.`;
}

const what = {
  user: "a user's e-mail address or username",
  feedback: "a ticket's id, such as BUG-42,",
  project: "the project's key",
} as const;
