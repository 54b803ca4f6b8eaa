import { storableJson, storableText } from "@/lib/json/sanitise";
import { ExactNumber, jsonText, type JsonValue } from "@/lib/json/value";
import { parseDate, parseEpoch } from "./parse-date";
import { parseInteger } from "./parse-integer";
import type { ExternalDataType, ExternalValue } from "./schema";

export type ParsedValue = { ok: true; value: ExternalValue } | { ok: false; problem: string };

/** The longest text a field takes, in bytes of UTF-8. */
export const textLimit = 65_536;

/** What a received value becomes in a field of this type, or why it cannot be stored, in words for the person who set the field up. */
export function parseExternalValue(type: ExternalDataType, raw: JsonValue): ParsedValue {
  if (raw === null) return { ok: true, value: null };
  if (type === "string") return text(raw);
  if (typeof raw === "string" && raw.trim() === "") return { ok: true, value: null };
  return byType[type](raw);
}

const byType: Record<Exclude<ExternalDataType, "string">, (raw: JsonValue) => ParsedValue> = {
  boolean: (raw) => {
    const plain = raw instanceof ExactNumber ? Number(raw.source) : raw;
    if (plain === true || plain === "true" || plain === 1) return { ok: true, value: true };
    if (plain === false || plain === "false" || plain === 0) return { ok: true, value: false };
    return refuse(raw, "is not a Boolean; send true or false");
  },
  integer: (raw) => {
    if (typeof raw === "boolean" || (typeof raw === "object" && !(raw instanceof ExactNumber)))
      return refuse(raw, "is not an Integer");
    const parsed = parseInteger(String(raw instanceof ExactNumber ? raw.source : raw));
    return parsed.ok ? parsed : refuse(raw, parsed.problem);
  },
  datetime: (raw) => {
    if (raw instanceof ExactNumber || typeof raw === "number") {
      return dated(raw, parseEpoch(Number(raw instanceof ExactNumber ? raw.source : raw)));
    }
    return dated(raw, typeof raw === "string" ? parseDate(raw.trim()) : null);
  },
};

function dated(raw: JsonValue, value: string | null): ParsedValue {
  if (value !== null) return { ok: true, value };
  return refuse(raw, "is not a date; send ISO 8601, such as 2026-11-30 or 2026-11-30T09:00:00Z");
}

function text(raw: JsonValue): ParsedValue {
  const value = typeof raw === "string" ? storableText(raw) : jsonText(storableJson(raw).value);
  if (value.length <= textLimit / 4 || new TextEncoder().encode(value).length <= textLimit) return { ok: true, value };
  return { ok: false, problem: "is longer than 64 KB" };
}

function refuse(raw: JsonValue, why: string): ParsedValue {
  const shown = storableText(jsonText(raw));
  return { ok: false, problem: `${shown.length > 60 ? `${shown.slice(0, 59).toWellFormed()}…` : shown} ${why}` };
}
