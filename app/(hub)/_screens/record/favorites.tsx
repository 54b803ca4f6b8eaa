import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import { externalValue, type GroupValues } from "./external-value";

/** The starred external data of a record, each with where it came from and when. */
export function Favorites({ groups, stacked = false }: { groups: GroupValues[]; stacked?: boolean }) {
  const starred = groups.flatMap(({ group, values }) =>
    values.flatMap((item) =>
      item.field.favorite && !item.field.archived
        ? [externalValue(`${group.label} · ${item.field.label}`, group, item)]
        : [],
    ),
  );
  if (starred.length === 0) return null;
  return (
    <Section title="Favorite external data">
      <DefinitionList stacked={stacked} items={starred} />
    </Section>
  );
}
