import { ExactNumber, isJsonObject, type JsonObject, type JsonValue } from "./value";

// NUL and lone surrogates: PostgreSQL refuses them in text and jsonb, JSON allows them.
const unstorable = /\0|\p{Surrogate}/u;
const everyUnstorable = /\0|\p{Surrogate}/gu;

/** The text with what PostgreSQL cannot hold (U+0000, lone surrogates) replaced by U+FFFD. */
export function storableText(text: string): string {
  return unstorable.test(text) ? text.replace(everyUnstorable, "\uFFFD") : text;
}

/** The same in every text and member name of a value. `replaced` says whether anything was. */
export function storableJson(value: JsonValue): { value: JsonValue; replaced: boolean } {
  let replaced = false;
  const text = (given: string) => {
    const kept = storableText(given);
    replaced ||= kept !== given;
    return kept;
  };
  const walk = (given: JsonValue): JsonValue => {
    if (typeof given === "string") return text(given);
    if (given instanceof ExactNumber) return given;
    if (Array.isArray(given)) return given.map(walk);
    if (!isJsonObject(given)) return given;
    const kept = Object.create(null) as JsonObject;
    for (const name of Object.keys(given)) kept[text(name)] = walk(given[name] ?? null);
    return kept;
  };
  return { value: walk(value), replaced };
}

/** The same for what a browser sent: plain objects, lists and texts; anything else is handed on as it is. */
export function storableInput(given: unknown): unknown {
  if (typeof given === "string") return storableText(given);
  if (Array.isArray(given)) return given.map(storableInput);
  if (typeof given !== "object" || given === null || !isPlain(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [storableText(name), storableInput(value)]));
}

function isPlain(given: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === Object.prototype || prototype === null;
}
