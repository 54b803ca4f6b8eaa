import { english, formatDate } from "@/lib/fields/format";
import { bucketText } from "./bucket-text";
import type { MeasureHead, SummaryValue } from "./data";
import { asNumber, type ElementColumn, type TableCell } from "./table";

/** For whom: the zone that instants are shown in. */
export interface CellReader {
  zone: string;
}

/** A cell as a person reads it: "1,234.5", "12.3 %", "21 Nov 2026, 10:32", "Yes". Empty when there is none. */
export function cellText(value: TableCell, column: ElementColumn, { zone }: CellReader): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (column.bucket) return bucketText(column.bucket, String(value));
  if (column.type === "date")
    return formatDate(column.format === "day" ? String(value).slice(0, 10) : String(value), { zone });
  if (column.type === "share" || column.type === "number") return numberText(value, column);
  return String(value);
}

/** A measure's value likewise. */
export function measureText(value: SummaryValue, measure: MeasureHead, reader: CellReader): string {
  const type = measure.kind === "share" ? "share" : measure.type;
  return cellText(
    value,
    { key: measure.key, label: measure.label, type, digits: measure.digits, unit: measure.unit },
    reader,
  );
}

/** How much of a goal a summary number is: "62% of the goal of 1,500". As long as there is no number, what the goal is. */
export function goalText(value: SummaryValue, goal: number, measure: MeasureHead, reader: CellReader): string {
  // A goal is as precise as it was typed.
  const digits = Number.isInteger(goal) && measure.kind !== "share" ? 0 : measure.digits;
  const words = measureText(goal, { ...measure, digits }, reader);
  const reached = reachedOf(value, goal);
  return reached === null ? `Goal ${words}` : `${formatter(true, false, 0).format(reached)} of the goal of ${words}`;
}

/** The share of a goal that is reached; null where it is none, or nothing can be said of it. */
export function reachedOf(value: SummaryValue, goal: number | null): number | null {
  const number = asNumber(value);
  return goal && number !== null && !Number.isNaN(number) ? number / goal : null;
}

function numberText(value: string | number, { type, digits, unit, format }: ElementColumn): string {
  // Digits that a double cannot hold are written as they are.
  if (typeof value === "string") return value;
  const number = formatter(type === "share", format !== "plain", digits).format(value);
  if (!unit) return number;
  return /^\p{Sc}$/u.test(unit) ? `${unit}${number}` : `${number} ${unit}`;
}

// Making one costs a hundred times what using it does, and a drawing writes thousands of numbers.
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(isShare: boolean, useGrouping: boolean, digits: number | undefined): Intl.NumberFormat {
  const key = `${isShare} ${useGrouping} ${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(english, {
    style: isShare ? "percent" : "decimal",
    useGrouping,
    minimumFractionDigits: digits ?? 0,
    maximumFractionDigits: digits ?? (isShare ? 1 : 2),
  });
  formatters.set(key, made);
  return made;
}
