import { FieldValueView } from "@/components/field-value/field-value-view";
import { formatCount } from "@/components/kit/format";
import type { FieldInfo, FieldValue } from "@/lib/fields/field";
import { groupKey } from "@/lib/fields/group-key";
import classes from "./records.module.css";

interface GroupHeadProps {
  field: FieldInfo;
  value: FieldValue;
  zone: string;
  /** By group key; null until they are counted. */
  counts: ReadonlyMap<string | null, number> | null;
}

/** What the rows beneath have in common, and how many there are on all pages. */
export function GroupHead({ field, value, zone, counts }: GroupHeadProps) {
  const key = groupKey(field, value, zone);
  const count = counts?.get(key);
  return (
    <>
      <span className={classes.groupName}>{field.label}</span>
      {key === null ? "Empty" : <FieldValueView field={field} value={field.type === "date" ? key : value} />}
      {count !== undefined && <span className={classes.groupName}>{formatCount(count)}</span>}
    </>
  );
}
