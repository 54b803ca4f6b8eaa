import type { FieldValue } from "@/lib/fields/field";

/** Nothing to print: no value, empty text, empty list. `0` and `false` are values. */
export function isEmpty(value: FieldValue): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A value as text: a list joined by ", ", half a surrogate pair as U+FFFD, nothing as "". */
export function tagText(value: FieldValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value.map((element) => element.toWellFormed()).join(", ");
}

/** Everything encoded that could mean something in a URL, the quote too: no value can leave its place. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
