import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { PageHeader } from "@/components/kit/page-header";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import { may, type Can } from "@/lib/auth/actor";
import { getTeam } from "@/lib/teams/queries";
import { TeamForm } from "./team-form";
import { TeamMembers } from "./team-members";

/** One team: who is in it, who put them there, and its settings. */
export async function TeamPage({ actor, teamId }: { actor: Can<"users.read">; teamId: string }) {
  if (!z.uuid().safeParse(teamId).success) notFound();
  const team = await getTeam(actor, teamId);
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
        <Section title="Team log" flush>
          {team.log.length === 0 ? (
            <EmptyState title="Nobody was added or removed yet" illustration="list" />
          ) : (
            <SimpleTable
              label="Team log"
              rows={team.log}
              rowId={(row) => row.id}
              columns={[
                { id: "what", header: "What", cell: (row) => `${row.username} was ${row.verb}` },
                { id: "by", header: "By", cell: (row) => row.by },
                { id: "at", header: "When", align: "end", cell: (row) => <RelativeTime at={row.at} /> },
              ]}
            />
          )}
        </Section>
      </Stack>
    </>
  );
}
