import { List, Stack, Text } from "@mantine/core";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import type { TemplateUse } from "@/lib/mail-templates/uses";
import { macroHref, type TemplatePlace } from "./template-place";

/** What else changes with this template. */
export function TemplateUses({ place, uses }: { place: TemplatePlace; uses: TemplateUse[] }) {
  return (
    <Section title="Where used">
      {uses.length === 0 ? (
        <Text size="sm">No macro sends it yet. Choose it in a macro’s action Send e-mail.</Text>
      ) : (
        <Stack gap="xs">
          <Text size="sm">What you save here is what these macros send from then on.</Text>
          <List>
            {uses.map((use) => (
              <List.Item key={use.macroId}>
                <TextLink href={macroHref(place, use)}>{use.name}</TextLink>
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
    </Section>
  );
}
