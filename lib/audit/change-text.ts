import type { FieldChange } from "./diff";
import { fieldWords } from "./field-words";

/** A value of a version in one text, as people read it. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return Object.entries(value)
    .filter(([, member]) => member !== null && member !== "")
    .map(([name, member]) => `${fieldWords(name)}: ${valueText(member)}`)
    .join("\n");
}

/** "Name: Hi → Hello", on one line. */
export function changeText({ path, old, new: now }: FieldChange): string {
  const values = [old, now].map((value) => valueText(value).replace(/\s+/g, " "));
  return `${path.join(" › ")}: ${values.join(" → ")}`;
}
