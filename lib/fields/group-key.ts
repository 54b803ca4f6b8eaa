import { Temporal } from "temporal-polyfill";
import type { FieldInfo, FieldValue } from "./field";

/** Under which head a value stands in a grouped list: dates by their day in the zone of the list, others as they are. Null for empty. */
export function groupKey(field: FieldInfo, value: FieldValue, zone: string): string | null {
  if (value === null || value === "") return null;
  if (field.type !== "date" || typeof value !== "string" || value.length === 10) return String(value);
  return dayIn(value, zone);
}

/** The day `YYYY-MM-DD` of an ISO instant in a zone. */
export function dayIn(iso: string, zone: string): string {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainDate().toString();
}
