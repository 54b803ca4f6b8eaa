import { Stack } from "@mantine/core";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import { may, type Can } from "@/lib/auth/actor";
import { listTeams } from "@/lib/teams/queries";
import { TeamForm } from "./team-form";

/** The teams of a project or of the community. */
export async function TeamsPage({ actor }: { actor: Can<"users.read"> }) {
  const teams = await listTeams(actor);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const base = project ? `/projects/${project.key}/users/teams` : "/community/teams";
  return (
    <>
      <PageHeader
        title="Teams"
        description="A team is a set of people for filters, tags and the macros they may use."
        breadcrumbs={
          project
            ? [
                { label: project.name, href: `/projects/${project.key}` },
                { label: "Project users", href: `/projects/${project.key}/users` },
                { label: "Teams" },
              ]
            : [{ label: "Community tools" }, { label: "Teams" }]
        }
      />
      <Stack gap="lg">
        <Section flush>
          {teams.length === 0 ? (
            <EmptyState title="No teams yet" illustration="list">
              Make one below, for example “Selected testers”.
            </EmptyState>
          ) : (
            <SimpleTable
              label="Teams"
              rows={teams}
              rowId={(team) => team.id}
              columns={[
                {
                  id: "name",
                  header: "Team",
                  cell: (team) => <TextLink href={`${base}/${team.id}`}>{team.name}</TextLink>,
                },
                { id: "description", header: "Description", cell: (team) => team.description },
                { id: "size", header: "People", align: "end", cell: (team) => team.size.toLocaleString("en") },
              ]}
            />
          )}
        </Section>
        {may(actor, "teams.write") && (
          <TeamForm scope={project ? { project: project.key } : "community"} base={base} team={null} />
        )}
      </Stack>
    </>
  );
}
