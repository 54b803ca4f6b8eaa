import type { FieldValue } from "@/lib/fields/field";
import { formatDate } from "./format-date";
import type { FormatterName } from "./formatters";
import { encodeStrictly, isEmpty, tagText } from "./tag-text";

type Arg = string | number | undefined;
type Apply = (value: Exclude<FieldValue, null>, first: Arg, second: Arg) => FieldValue;

/** One step of a tag. Total: arguments that `checkTags` would refuse count as left out. What each does: see `formatters`. */
export function applyFormatter(name: FormatterName, value: FieldValue, args: readonly (string | number)[]): FieldValue {
  if (isEmpty(value) || value === null) {
    if (name === "default") return args[0] ?? null;
    return name === "json" ? "null" : null;
  }
  return steps[name](value, args[0], args[1]);
}

const steps: Record<FormatterName, Apply> = {
  default: (value) => value,
  upper: eachText((text) => text.toUpperCase()),
  lower: eachText((text) => text.toLowerCase()),
  trim: eachText((text) => text.trim()),
  slack: eachText((text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")),
  soql: eachText((text) =>
    text
      .replace(/[\\'"]/g, "\\$&")
      .replaceAll("\n", "\\n")
      .replaceAll("\r", "\\r"),
  ),
  truncate: (value, length, ending) =>
    truncate(tagText(value), asCount(length), typeof ending === "string" ? ending : "…"),
  date: (value, pattern, zone) => formatDate(tagText(value), asText(pattern), asText(zone)),
  number: (value, decimals) => formatNumber(value, asCount(decimals)),
  json: (value) => JSON.stringify(value),
  url: (value) => encodeStrictly(tagText(value)),
  list: (value, separator) => (Array.isArray(value) ? value.join(asText(separator) ?? ", ") : value),
  first: (value) => (Array.isArray(value) ? ((value as readonly string[])[0] ?? null) : value),
};

function eachText(change: (text: string) => string): Apply {
  return (value) => (Array.isArray(value) ? (value as readonly string[]).map(change) : change(tagText(value)));
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Counts characters as a person does, so an emoji is never cut in half. */
function truncate(text: string, length: number | undefined, ending: string): string {
  if (length === undefined || text.length <= length) return text;
  const endingLength = [...graphemes.segment(ending)].length;
  const tail = endingLength <= length ? ending : "";
  const room = tail === "" ? length : length - endingLength;
  let count = 0;
  let cut = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count === room) cut = index;
    if (count === length) return text.slice(0, cut) + tail;
    count++;
  }
  return text;
}

function formatNumber(value: Exclude<FieldValue, null>, decimals: number | undefined): FieldValue {
  const text = tagText(value).trim();
  const number = text === "" ? NaN : Number(text);
  if (!Number.isFinite(number)) return null;
  return decimals === undefined ? number : number.toFixed(Math.min(20, decimals));
}

function asText(arg: Arg): string | undefined {
  return typeof arg === "string" ? arg : undefined;
}

function asCount(arg: Arg): number | undefined {
  return typeof arg === "number" && Number.isInteger(arg) && arg >= 0 ? arg : undefined;
}
