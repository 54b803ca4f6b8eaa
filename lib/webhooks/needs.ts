import type { FieldInfo, FieldValue, FieldValues } from "@/lib/fields/field";

/** Why a record is not sent that lacks something: `Not sent: City and Country are empty.` Null when it has all of it. */
export function whyNotSent(needs: readonly FieldInfo[], values: FieldValues): string | null {
  const empty = needs.filter(({ path }) => isEmpty(values[path] ?? null)).map(({ label }) => label);
  if (empty.length === 0) return null;
  return `Not sent: ${inWords.format(empty)} ${empty.length === 1 ? "is" : "are"} empty.`;
}

const inWords = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** Blanks say nothing either; no and zero do. */
function isEmpty(value: FieldValue): boolean {
  return typeof value === "string" ? value.trim() === "" : value === null;
}
