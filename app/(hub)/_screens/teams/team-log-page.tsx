import { Group } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import type { Can } from "@/lib/auth/actor";
import { getTeam, listTeamLog } from "@/lib/teams/queries";
import { TeamLog } from "./team-log";

interface TeamLogPageProps {
  actor: Can<"users.read">;
  teamId: string;
  search: Record<string, unknown>;
}

/** Everything that happened to who is in a team. */
export async function TeamLogPage({ actor, teamId, search }: TeamLogPageProps) {
  if (!z.uuid().safeParse(teamId).success) notFound();
  const after = z.uuid().safeParse(search["after"]).data;
  const [team, log] = await Promise.all([
    getTeam(actor, teamId),
    listTeamLog(actor, teamId, { ...(after && { after }) }),
  ]);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const home = project ? `/projects/${project.key}` : "/community";
  const teams = project ? `${home}/users/teams` : "/community/teams";
  const here = `${teams}/${team.id}/log`;
  return (
    <>
      <PageHeader
        title={`Log of ${team.name}`}
        description="Who was added or removed, by whom and through what."
        breadcrumbs={[
          { label: project?.name ?? "Community tools", href: project ? home : undefined },
          { label: "Teams", href: teams },
          { label: team.name, href: `${teams}/${team.id}` },
          { label: "Log" },
        ]}
      />
      <Section flush>
        <TeamLog rows={log.rows} home={home} />
      </Section>
      {(log.next ?? after) && (
        <Group justify="flex-end" gap="xs" pt="xs">
          {after && (
            <ButtonLink variant="default" size="compact-sm" href={here}>
              Newest
            </ButtonLink>
          )}
          {log.next && (
            <ButtonLink variant="default" size="compact-sm" href={`${here}?after=${log.next}`}>
              Older
            </ButtonLink>
          )}
        </Group>
      )}
    </>
  );
}
