import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import type { FieldValue } from "@/lib/fields/field";
import type { FeedbackField } from "./types";

/** A field of a ticket holds one value, never several. */
export type TicketValues = Record<string, Exclude<FieldValue, readonly string[]>>;

/**
 * Values as they are stored: typed as their fields say, emptiness as `null`. Forms and macros hand in text for any type; an option may
 * be given by value or by label.
 * @throws AppError `invalid` with `values.<key>` for what does not fit.
 */
export function checkValues(fields: readonly FeedbackField[], given: Readonly<Record<string, unknown>>): TicketValues {
  const errors: FieldErrors = {};
  const values: TicketValues = {};
  for (const [key, raw] of Object.entries(given)) {
    const field = fields.find((candidate) => candidate.key === key);
    const checked = field ? check(field, raw) : { problem: `This feedback type has no field “${key}”.` };
    if ("problem" in checked) errors[`values.${key}`] = checked.problem;
    else values[key] = checked.value;
  }
  if (Object.keys(errors).length > 0) throw new AppError("invalid", Object.values(errors).join(" "), errors);
  return values;
}

/** @throws AppError `invalid` with `values.<key>` for required fields left empty. */
export function requireValues(fields: readonly FeedbackField[], values: TicketValues): void {
  const missing = fields.filter((field) => field.required && (values[field.key] ?? null) === null);
  if (missing.length === 0) return;
  throw new AppError(
    "invalid",
    `Fill in ${missing.map((field) => field.label).join(", ")}.`,
    Object.fromEntries(missing.map((field) => [`values.${field.key}`, `${field.label} is needed.`])),
  );
}

type Checked = { value: TicketValues[string] } | { problem: string };

function check(field: FeedbackField, raw: unknown): Checked {
  if (raw === null || raw === undefined || (typeof raw === "string" && raw.trim() === "")) return { value: null };
  return checks[field.type](raw, field);
}

const checks: Record<FeedbackField["type"], (raw: unknown, field: FeedbackField) => Checked> = {
  text: (raw) => text(raw, 1_000),
  long_text: (raw) => text(raw, 20_000),
  number(raw, field) {
    const value = typeof raw === "string" ? Number(raw) : raw;
    return typeof value === "number" && Number.isFinite(value)
      ? { value }
      : { problem: `${field.label}: enter a number.` };
  },
  boolean(raw, field) {
    if (typeof raw === "boolean") return { value: raw };
    const word = String(raw).toLowerCase();
    if (["true", "yes", "1"].includes(word)) return { value: true };
    if (["false", "no", "0"].includes(word)) return { value: false };
    return { problem: `${field.label}: choose Yes or No.` };
  },
  date(raw, field) {
    const day = /^\d{4}-\d{2}-\d{2}$/.exec(String(raw));
    const time = Date.parse(String(raw));
    if (Number.isNaN(time)) return { problem: `${field.label}: enter a date, for example 2026-11-30.` };
    return { value: day ? String(raw) : new Date(time).toISOString() };
  },
  choice(raw, field) {
    const asked = String(raw).trim().toLowerCase();
    const option = field.options.find(
      (candidate) => candidate.value.toLowerCase() === asked || candidate.label.toLowerCase() === asked,
    );
    return option
      ? { value: option.value }
      : { problem: `${field.label}: choose one of ${field.options.map((candidate) => candidate.label).join(", ")}.` };
  },
};

function text(raw: unknown, limit: number): Checked {
  const value = (typeof raw === "string" ? raw : JSON.stringify(raw)).replaceAll("\0", "\uFFFD");
  return value.length > limit ? { problem: `Use at most ${limit.toLocaleString("en")} characters.` } : { value };
}
