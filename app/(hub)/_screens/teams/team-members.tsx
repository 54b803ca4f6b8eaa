"use client";

import { Button, Group, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { TeamDetail } from "@/lib/teams/queries";
import { addTeamMember, removeTeamMember } from "./actions";

interface TeamMembersProps {
  scope: ScopeRef;
  team: TeamDetail;
  usersBase: string;
  mayChange: boolean;
}

export function TeamMembers({ scope, team, usersBase, mayChange }: TeamMembersProps) {
  const router = useRouter();
  const [user, setUser] = useState("");
  const add = useAction(() => addTeamMember(scope, { teamId: team.id, user }), {
    success: `Added to ${team.name}`,
    onSuccess: () => {
      setUser("");
      router.refresh();
    },
  });
  const remove = useAction((userId: string) => removeTeamMember(scope, { teamId: team.id, userId }), {
    success: `Removed from ${team.name}`,
    onSuccess: () => router.refresh(),
  });
  return (
    <Section title={`People (${team.size.toLocaleString("en")})`} flush>
      {mayChange && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void add.run(undefined);
          }}
        >
          <Group align="flex-end" p="md">
            <TextInput
              label="E-mail or username"
              value={user}
              onChange={(event) => setUser(event.currentTarget.value)}
              error={add.failure?.fields.user}
              w={320}
            />
            <Button type="submit" variant="default" loading={add.pending}>
              Add to team
            </Button>
          </Group>
        </form>
      )}
      {team.members.length === 0 ? (
        <EmptyState title="Nobody is in this team yet" illustration="list" />
      ) : (
        <SimpleTable
          label="People in this team"
          rows={team.members}
          rowId={(member) => member.id}
          columns={[
            {
              id: "user",
              header: "User",
              cell: (member) => <TextLink href={`${usersBase}${member.id}`}>{member.username}</TextLink>,
            },
            { id: "name", header: "Name", cell: (member) => member.name },
            { id: "at", header: "Added", cell: (member) => <RelativeTime at={member.addedAt} /> },
            ...(mayChange
              ? [
                  {
                    id: "remove",
                    header: "Remove",
                    align: "end" as const,
                    cell: (member: TeamDetail["members"][number]) => (
                      <Button
                        variant="subtle"
                        color="red"
                        size="compact-sm"
                        aria-label={`Remove ${member.username} from the team`}
                        onClick={() => void remove.run(member.id)}
                      >
                        Remove
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  );
}
