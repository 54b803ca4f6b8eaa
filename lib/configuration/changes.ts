import { valueText } from "@/lib/audit/change-text";
import { diffVersions } from "@/lib/audit/diff";

/** One difference between a thing as it is and as it would be; null where it has no such part. */
export interface Change {
  /** Where, in words: “Fields › Severity › Required”. */
  field: string;
  old: string | null;
  new: string | null;
}

/** Field by field, what becomes of a thing. */
export function changesOf(before: object, after: object): Change[] {
  const text = (value: unknown) => (value === undefined ? null : valueText(value));
  return diffVersions(placed(before), placed(after), () => null).map((change) => ({
    field: change.path.join(" › "),
    old: text(change.old),
    new: text(change.new),
  }));
}

/** Actions have no ids in a file: the first of one is compared with the first of the other. */
function placed(value: object): object {
  if (!("actions" in value) || !Array.isArray(value.actions)) return value;
  return { ...value, actions: value.actions.map((action: object, index) => ({ id: String(index), ...action })) };
}
