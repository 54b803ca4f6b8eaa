/** What `parseJson` makes of a body. Objects have no prototype, so a member named `__proto__` is a member like any other. */
export type JsonValue = null | boolean | number | string | ExactNumber | JsonValue[] | JsonObject;
export interface JsonObject {
  [name: string]: JsonValue;
}

/** A number that JavaScript would lose or write differently: `12345678901234567890`, `1.0`, `1e400`. Keeps the sender's text. */
export class ExactNumber {
  constructor(readonly source: string) {}
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Compact JSON in which every number keeps its source text. */
export function jsonText(value: JsonValue): string {
  if (value instanceof ExactNumber) return value.source;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .map((name) => `${JSON.stringify(name)}:${jsonText(value[name] ?? null)}`)
    .join(",")}}`;
}
