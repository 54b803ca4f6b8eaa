import { FieldValueView } from "@/components/field-value/field-value-view";
import type { Definition } from "@/components/kit/definition-list";
import { RelativeTime } from "@/components/kit/relative-time";
import type { RecordValue } from "@/lib/external-data/queries";
import type { ExternalDataGroup, ExternalDataType } from "@/lib/external-data/schema";
import type { FieldInfo } from "@/lib/fields/field";

export interface GroupValues {
  group: ExternalDataGroup;
  values: RecordValue[];
}

/** One stored value with where it came from and when. */
export function externalValue(
  term: string,
  group: ExternalDataGroup,
  { field, value, provenance }: RecordValue,
): Definition {
  return {
    term,
    value: <FieldValueView field={infoOf(group, field)} value={value} />,
    note: provenance && (
      <>
        {sourceWords[provenance.source]} {provenance.label}, <RelativeTime at={provenance.at} />
      </>
    ),
  };
}

/** How a sentence about a source begins. */
export const sourceWords: Record<NonNullable<RecordValue["provenance"]>["source"], string> = {
  listener: "From the listener",
  capture: "Captured by",
  person: "Entered by",
  import: "Imported:",
};

const types: Record<ExternalDataType, FieldInfo["type"]> = {
  boolean: "boolean",
  datetime: "date",
  integer: "number",
  string: "text",
};

/** A field of a group as lists and summaries know it. */
export function infoOf(group: ExternalDataGroup, field: RecordValue["field"]): FieldInfo {
  return {
    path: `external.${group.key}.${field.key}`,
    label: field.label,
    dataSet: { key: group.key, label: group.label },
    type: types[field.type],
  };
}
