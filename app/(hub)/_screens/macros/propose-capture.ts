import { parseExternalValue } from "@/lib/external-data/parse";
import type { ExternalDataType } from "@/lib/external-data/schema";
import { parsePath } from "@/lib/json/path";
import type { CaptureRow } from "./macro-form";

/** Names that say nothing without the one before them. */
const bare = new Set(["id", "key", "name", "value", "text", "type", "code", "status", "url", "self", "title"]);

/** The capture row that a click on a value of an answer means. */
export function proposeCapture(path: string, value: string | number | boolean | null | object): CaptureRow {
  return {
    id: crypto.randomUUID(),
    label: labelOf(path),
    parameter: path,
    type: typeOf(value),
    favorite: false,
  };
}

function labelOf(path: string): string {
  const parsed = parsePath(path);
  const names = parsed.ok ? parsed.tokens.filter((token) => typeof token === "string") : [path];
  const last = names.at(-1) ?? path;
  const words = bare.has(last.toLowerCase()) && names.length > 1 ? `${names.at(-2) ?? ""} ${last}` : last;
  const spaced = words
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_\-\s]+/g, " ")
    .trim()
    .toLowerCase();
  return spaced
    .replace(/\b(id|url|uuid)\b/g, (short) => short.toUpperCase())
    .replace(/^./u, (first) => first.toUpperCase());
}

function typeOf(value: unknown): ExternalDataType {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "integer" : "string";
  const isDate = typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value);
  return isDate && parseExternalValue("datetime", value).ok ? "datetime" : "string";
}
