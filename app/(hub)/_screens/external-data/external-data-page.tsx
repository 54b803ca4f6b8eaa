import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { countRecordsOf } from "@/lib/external-data/coverage";
import { listGroups } from "@/lib/external-data/queries";
import { recordTargets } from "@/lib/external-data/schema";
import { listUses } from "@/lib/external-data/uses";
import { helpLinks } from "@/lib/help/links";
import { GroupsTable, type ListedGroup } from "./groups-table";

/** The groups of external data that a scope sees, by what they hang on. */
export async function ExternalDataPage({ actor }: { actor: Can<"externalData.read"> }) {
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const root = project ? `/projects/${project.key}` : "/community";
  const base = `${root}/external-data`;
  const gate = await integrationState();
  const mayWrite = may(actor, "groups.write");
  const groups = gate === "open" ? await rowsOf(actor) : [];
  return (
    <>
      <PageHeader
        title="External data"
        breadcrumbs={[
          project ? { label: project.name, href: root } : { label: "Community tools" },
          { label: "External data" },
        ]}
        description="What other systems told about users, feedback and projects. Each group is a data set in filters, views and reports."
        actions={
          gate === "open" && (
            <>
              {project && (
                <ButtonLink href={`${base}/automation`} variant="default">
                  Project automation
                </ButtonLink>
              )}
              {mayWrite && <ButtonLink href={`${base}/new`}>Create a data group</ButtonLink>}
            </>
          )
        }
      />
      {gate !== "open" && <IntegrationGate state={gate} canOpen={actor.role === "community_manager"} />}
      {gate === "open" && groups.length === 0 && (
        <EmptyState
          title="No external data yet"
          illustration="signal"
          actions={
            <>
              {mayWrite && <ButtonLink href={`${base}/new`}>Create a data group</ButtonLink>}
              <HelpLink to={helpLinks.storeData}>See an example</HelpLink>
            </>
          }
        >
          A data group is filled by external listeners and by what webhooks capture. You can also make one while you
          create a listener.
        </EmptyState>
      )}
      {recordTargets.map((target) => {
        const rows = groups.filter((group) => group.target === target);
        return (
          rows.length > 0 && (
            <GroupsTable
              key={target}
              target={target}
              rows={rows}
              base={base}
              scope={project ? { project: project.key } : "community"}
              mayWrite={mayWrite}
            />
          )
        );
      })}
    </>
  );
}

async function rowsOf(actor: Can<"externalData.read">): Promise<ListedGroup[]> {
  const [groups, totals] = await Promise.all([listGroups(actor), countRecordsOf(db, projectIdOf(actor))]);
  return Promise.all(
    groups.map(async (group) => ({ ...group, total: totals[group.target], uses: await listUses(db, group) })),
  );
}
