import { DefinitionList } from "@/components/kit/definition-list";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { roleLabel } from "@/lib/auth/permissions";
import type { UserSummary } from "@/lib/users/summary";

/** Who this is, and what part they take. */
export function UserFacts({ user }: { user: UserSummary }) {
  const part = user.participation;
  return (
    <>
      <Section title="User">
        <DefinitionList
          stacked
          items={[
            { term: "Username", value: user.username },
            { term: "E-mail", value: user.email },
            { term: "In the community", value: roleLabel[user.communityRole] },
            { term: "Account made", value: <RelativeTime at={user.createdAt} /> },
          ]}
        />
      </Section>
      <Section title="Participation">
        <DefinitionList
          stacked
          items={[
            ...(part
              ? [
                  { term: "Role", value: roleLabel[part.role] },
                  { term: "Joined", value: <RelativeTime at={part.joinedAt} /> },
                  { term: "Project score", value: part.score.toLocaleString("en") },
                ]
              : []),
            { term: "Community score", value: user.communityScore.toLocaleString("en") },
            { term: "Teams", value: user.teams.join(", ") || "none" },
          ]}
        />
      </Section>
    </>
  );
}
