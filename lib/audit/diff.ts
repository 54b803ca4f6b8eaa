import { isDeepStrictEqual } from "node:util";
import { fieldWords, valueWords } from "./field-words";
import { isNothing } from "./nothing";

export interface FieldChange {
  /** The field's words, from the outside in: `["Actions", "Trigger webhooks", "Body"]`. */
  path: string[];
  /** Absent where there was, or is, nothing. */
  old?: unknown;
  new?: unknown;
}

/**
 * What differs between two versions, field by field. Members of a list are the same one when they have the same id, key or path; what is
 * new or gone as a whole is one change. `nameOf` gives the name of what an id stands for.
 */
export function diffVersions(before: unknown, after: unknown, nameOf: (id: string) => string | null): FieldChange[] {
  return [...changes([], before, after)].map(({ path, ...values }) => ({
    path,
    ...("old" in values && { old: named(values.old, nameOf) }),
    ...("new" in values && { new: named(values.new, nameOf) }),
  }));
}

type Members = Record<string, unknown>;

function* changes(path: string[], before: unknown, after: unknown): Generator<FieldChange, void, undefined> {
  if (isDeepStrictEqual(before, after) || (isNothing(before) && isNothing(after))) return;
  if (Array.isArray(before ?? after) && Array.isArray(after ?? before)) {
    const [old, now] = [asList(before), asList(after)];
    const by = identityOf(old, now);
    if (by) yield* listChanges(path, old, now, by);
    else yield change(path, before, after);
  } else if (isMembers(before ?? after) && isMembers(after ?? before)) {
    const [old, now] = [isMembers(before) ? before : {}, isMembers(after) ? after : {}];
    for (const name of [...new Set([...Object.keys(now), ...Object.keys(old)])].sort(byImportance)) {
      if (hidden.has(name)) continue;
      yield* changes([...path, fieldWords(name)], valueWords(name, old[name]), valueWords(name, now[name]));
    }
  } else yield change(path, before, after);
}

function* listChanges(
  path: string[],
  old: Members[],
  now: Members[],
  by: string,
): Generator<FieldChange, void, undefined> {
  for (const member of now) {
    const was = old.find((other) => other[by] === member[by]);
    if (was) yield* changes([...path, titleOf(member, by)], was, member);
    else yield { path: [...path, titleOf(member, by)], new: shown(member, by) };
  }
  for (const member of old) {
    if (!now.some((other) => other[by] === member[by]))
      yield { path: [...path, titleOf(member, by)], old: shown(member, by) };
  }
  const kept = (list: Members[], other: Members[]) =>
    list.filter((member) => other.some((each) => each[by] === member[by]));
  const [before, after] = [kept(old, now), kept(now, old)];
  if (
    isDeepStrictEqual(
      before.map((member) => member[by]),
      after.map((member) => member[by]),
    )
  )
    return;
  const names = (list: Members[]) => list.map((member) => titleOf(member, by));
  yield { path: [...path, "Order"], old: names(before), new: names(after) };
}

/** What it is called comes first. Else in the order of the store, which is by the length of the names. */
function byImportance(one: string, other: string): number {
  const at = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return at(one) - at(other);
}

const first = ["name", "label", "description", "key"];

// Where it stands does not tell people anything: its owner has a name, and a sealed value has a hint.
const hidden = new Set(["id", "secretId"]);

/** What its title says already is not said again. */
function shown(member: Members, by: string): Members {
  const title = titleOf(member, by);
  const isTold = ([name, value]: [string, unknown]) =>
    hidden.has(name) || (name === "kind" && fieldWords(String(value)) === title);
  return Object.fromEntries(Object.entries(member).filter((pair) => !isTold(pair)));
}

function change(path: string[], before: unknown, after: unknown): FieldChange {
  return { path, ...(!isNothing(before) && { old: before }), ...(!isNothing(after) && { new: after }) };
}

/** By which member the objects of both lists are told apart; null where none does, and for lists of something else. */
function identityOf(old: readonly unknown[], now: readonly unknown[]): string | null {
  const tells = (name: string) =>
    [old, now].every((list) => {
      const values = list.map((member) => (isMembers(member) ? member[name] : undefined));
      return values.every((value) => typeof value === "string") && new Set(values).size === values.length;
    });
  return identities.find(tells) ?? null;
}

const identities = ["id", "key", "path", "name", "value"];

function titleOf(member: Members, by: string): string {
  const title = ["label", "name", "kind", "path", by].map((name) => member[name]).find(Boolean);
  return typeof title === "string" ? fieldWords(title) : "";
}

function named(value: unknown, nameOf: (id: string) => string | null): unknown {
  if (typeof value === "string") return nameOf(value) ?? value;
  if (Array.isArray(value)) return value.map((member) => named(member, nameOf));
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, named(member, nameOf)]));
}

function asList(value: unknown): Members[] {
  return Array.isArray(value) ? (value as Members[]) : [];
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
