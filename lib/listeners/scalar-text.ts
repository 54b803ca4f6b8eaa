import { ExactNumber, type JsonValue } from "@/lib/json/value";

/** A text or number as the sender wrote it; null for anything else. */
export function scalarText(value: JsonValue | undefined): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return value instanceof ExactNumber ? value.source : null;
}
