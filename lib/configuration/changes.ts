/** One difference between a thing as it is and as it would be; null where it has no such part. */
export interface Change {
  /** Where, in words: “Fields · Severity · Required”. */
  field: string;
  old: string | null;
  new: string | null;
}

/** Field by field, what becomes of a thing. Empty only for things that are alike. */
export function changesOf(before: object, after: object): Change[] {
  const [old, made] = [flat(before), flat(after)];
  const fields = [...new Set([...old.keys(), ...made.keys()])];
  const changes = fields
    .map((field) => ({ field, old: old.get(field) ?? null, new: made.get(field) ?? null }))
    .filter((change) => change.old !== change.new);
  const isMoved = changes.length === 0 && JSON.stringify(before) !== JSON.stringify(after);
  return isMoved ? [{ field: "Order", old: "as it is", new: "another" }] : changes;
}

function flat(value: unknown, trail: readonly string[] = [], texts = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value) && value.every((element) => typeof element !== "object" || element === null)) {
    if (value.length > 0) texts.set(freePlace(texts, trail), value.map(wordOf).join(", "));
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) flat(element, [...trail, nameOf(element, index)], texts);
  } else if (typeof value === "object" && value !== null) {
    for (const [member, held] of Object.entries(value)) flat(held, [...trail, words(member)], texts);
  } else if (value !== null && value !== undefined && value !== "") {
    texts.set(freePlace(texts, trail), wordOf(value));
  }
  return texts;
}

/** An element of a list goes by what people call it, so that one more in front is not a change of all. */
function nameOf(element: unknown, index: number): string {
  if (typeof element === "object" && element !== null) {
    for (const member of ["key", "value", "path", "name"] as const) {
      const named: unknown = Object.entries(element).find(([name]) => name === member)?.[1];
      if (typeof named === "string" && named !== "") return named.slice(0, 60);
    }
  }
  return String(index + 1);
}

function freePlace(texts: ReadonlyMap<string, string>, trail: readonly string[]): string {
  const place = trail.join(" · ");
  let free = place;
  for (let n = 2; texts.has(free); n++) free = `${place} (${n})`;
  return free;
}

function wordOf(value: unknown): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** “Show as action” for `showAsAction`. */
function words(member: string): string {
  const spaced = member.replace(/([A-Z])/g, " $1").toLowerCase();
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}
