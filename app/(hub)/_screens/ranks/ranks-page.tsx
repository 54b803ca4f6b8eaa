import { Stack } from "@mantine/core";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import type { Can } from "@/lib/auth/actor";
import { listRanks } from "@/lib/users/ranks";
import { RankForm } from "./rank-form";
import { RanksTable } from "./ranks-table";

/** The score ranks of a project or of the community. */
export async function RanksPage({ actor }: { actor: Can<"ranks.write"> }) {
  const ranks = await listRanks(actor);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const scope = project ? { project: project.key } : ("community" as const);
  return (
    <>
      <PageHeader
        title="Score ranks"
        description={
          project
            ? "A rank is a name for a number of points. The macros of this project give it."
            : "A rank is a name for a number of points. The macros of the community and of every project can give it."
        }
        breadcrumbs={
          project
            ? [
                { label: project.name, href: `/projects/${project.key}` },
                { label: "Project configuration", href: `/projects/${project.key}/configuration` },
                { label: "Score ranks" },
              ]
            : [{ label: "Community tools" }, { label: "Users", href: "/community/users" }, { label: "Score ranks" }]
        }
      />
      <Stack gap="lg" maw="var(--fp-measure)">
        <Section flush>
          {ranks.length === 0 ? (
            <EmptyState title="No ranks yet" illustration="list">
              Add one below, for example “Bug hunter” for 10 points. The macro action Add points offers it.
            </EmptyState>
          ) : (
            <RanksTable scope={scope} ranks={ranks} />
          )}
        </Section>
        <Section title="New rank">
          <RankForm scope={scope} rank={null} />
        </Section>
      </Stack>
    </>
  );
}
