import { Text } from "@mantine/core";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import type { UserSummary } from "@/lib/users/summary";

/** What somebody told of themselves. */
export function UserProfile({ user }: { user: UserSummary }) {
  if (user.profile.length === 0) return null;
  return (
    <Section title="Profile">
      <DefinitionList
        stacked
        items={user.profile.map(({ label, value }) => ({
          term: label,
          value: value ?? (
            <Text span inherit c="dimmed">
              not given
            </Text>
          ),
        }))}
      />
    </Section>
  );
}
