import { Text } from "@mantine/core";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import type { UserSummary } from "@/lib/users/summary";

/** What somebody told of themselves; what they left out is named in one line. */
export function UserProfile({ user }: { user: UserSummary }) {
  if (user.profile.length === 0) return null;
  const given = user.profile.flatMap(({ label, value }) => (value === null ? [] : [{ term: label, value }]));
  const missing = user.profile.filter(({ value }) => value === null).map(({ label }) => label);
  return (
    <Section title="Profile">
      <DefinitionList stacked items={given} />
      {missing.length > 0 && (
        <Text fz="sm" c="dimmed" mt={given.length > 0 ? "xs" : 0}>
          Not given: {missing.join(", ")}
        </Text>
      )}
    </Section>
  );
}
