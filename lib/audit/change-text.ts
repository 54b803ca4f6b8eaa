import type { FieldChange } from "./diff";
import { fieldWords, valueWords } from "./field-words";
import { isNothing } from "./nothing";
import type { AuditVerb } from "./schema";

/** A value of a version in one text, as people read it. */
export function valueText(value: unknown): string {
  if (isNothing(value)) return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return Object.entries(value as object)
    .filter(([, member]) => !isNothing(member))
    .map(([name, member]) => `${fieldWords(name)}: ${valueText(valueWords(name, member))}`)
    .join("\n");
}

/** "Name: Hi → Hello", on one line. Of what was made or deleted there is one version, which is not compared. */
export function changeText({ path, old, new: now }: FieldChange, only?: "old" | "new"): string {
  const values = only ? [only === "old" ? old : now] : [old, now];
  return `${path.join(" › ")}: ${values.map((value) => valueText(value).replace(/\s+/g, " ")).join(" → ")}`;
}

/** The only version that an entry of this kind has, if it has but one. */
export function onlyVersion(verb: AuditVerb): "old" | "new" | undefined {
  return verb === "created" ? "new" : verb === "deleted" ? "old" : undefined;
}
