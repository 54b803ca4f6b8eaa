import { Text } from "@mantine/core";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import { externalValue, type GroupValues } from "./external-value";

/** Everything stored about the record, group by group. */
export function ExternalData({ groups, stacked = false }: { groups: GroupValues[]; stacked?: boolean }) {
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
      <DefinitionList stacked={stacked} items={values.map((item) => externalValue(item.field.label, group, item))} />
    </Section>
  ));
}
