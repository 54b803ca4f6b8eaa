import { Text } from "@mantine/core";
import { DefinitionList } from "@/components/kit/definition-list";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { FieldValueView } from "@/components/field-value/field-value-view";
import type { RecordValue } from "@/lib/external-data/queries";
import type { ExternalDataGroup, ExternalDataType } from "@/lib/external-data/schema";
import type { FieldInfo } from "@/lib/fields/field";

export interface GroupValues {
  group: ExternalDataGroup;
  values: RecordValue[];
}

/** The starred external data of a record, each with where it came from and when. */
export function Favorites({ groups }: { groups: GroupValues[] }) {
  const starred = groups.flatMap(({ group, values }) =>
    values.filter(({ field }) => field.favorite && !field.archived).map((item) => ({ group, ...item })),
  );
  if (starred.length === 0) return null;
  return (
    <Section title="Favorite external data">
      <DefinitionList
        stacked
        items={starred.map(({ group, field, value, provenance }) => ({
          term: `${group.label} · ${field.label}`,
          value: <FieldValueView field={infoOf(group, field)} value={value} />,
          note: provenance && (
            <>
              {sourceWords[provenance.source]} {provenance.label}, <RelativeTime at={provenance.at} />
            </>
          ),
        }))}
      />
    </Section>
  );
}

/** Everything stored about the record, group by group. */
export function ExternalData({ groups }: { groups: GroupValues[] }) {
  const filled = groups.filter(({ values }) => values.some(({ provenance }) => provenance));
  if (filled.length === 0) {
    return (
      <Section title="External data">
        <Text c="dimmed" size="sm">
          Nothing has been stored here yet. Other systems fill it through an external listener, or a webhook captures
          it.
        </Text>
      </Section>
    );
  }
  return filled.map(({ group, values }) => (
    <Section key={group.id} title={group.label}>
      <DefinitionList
        items={values.map(({ field, value, provenance }) => ({
          term: field.label,
          value: <FieldValueView field={infoOf(group, field)} value={value} />,
          note: provenance && (
            <>
              {sourceWords[provenance.source]} {provenance.label}, <RelativeTime at={provenance.at} />
            </>
          ),
        }))}
      />
    </Section>
  ));
}

const sourceWords: Record<NonNullable<RecordValue["provenance"]>["source"], string> = {
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

function infoOf(group: ExternalDataGroup, field: RecordValue["field"]): FieldInfo {
  return {
    path: `external.${group.key}.${field.key}`,
    label: field.label,
    dataSet: { key: group.key, label: group.label },
    type: types[field.type],
  };
}
