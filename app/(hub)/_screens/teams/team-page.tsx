import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { may, type Can } from "@/lib/auth/actor";
import { getTeam, listTeamLog } from "@/lib/teams/queries";
import { TeamForm } from "./team-form";
import { TeamLog } from "./team-log";
import { TeamMembers } from "./team-members";

/** One team: who is in it, who put them there, and its settings. */
export async function TeamPage({ actor, teamId }: { actor: Can<"users.read">; teamId: string }) {
  if (!z.uuid().safeParse(teamId).success) notFound();
  const [team, log] = await Promise.all([getTeam(actor, teamId), listTeamLog(actor, teamId, { size: 10 })]);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const home = project ? `/projects/${project.key}/users` : "/community/users";
  const base = project ? `${home}/teams` : "/community/teams";
  const scope = project ? { project: project.key } : ("community" as const);
  const mayChange = may(actor, "teams.write");
  return (
    <>
      <PageHeader
        title={team.name}
        description={team.description}
        breadcrumbs={[
          { label: project?.name ?? "Community tools", href: project ? `/projects/${project.key}` : undefined },
          { label: "Teams", href: base },
          { label: team.name },
        ]}
        actions={mayChange && <HistoryLink scope={scope} kind="team" id={team.id} />}
      />
      <Stack gap="lg">
        <TeamMembers scope={scope} team={team} usersBase={`${home}/`} mayChange={mayChange} />
        {mayChange && <TeamForm scope={scope} base={base} team={team} />}
        <Section
          title="Team log"
          flush
          actions={
            log.next && (
              <ButtonLink href={`${base}/${team.id}/log`} variant="subtle" size="compact-sm">
                Whole log
              </ButtonLink>
            )
          }
        >
          <TeamLog rows={log.rows} home={project ? `/projects/${project.key}` : "/community"} />
        </Section>
      </Stack>
    </>
  );
}
