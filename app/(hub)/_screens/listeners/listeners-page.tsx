import { Group, Stack, Title } from "@mantine/core";
import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import { TriggersSection } from "@/app/(hub)/_screens/triggers/triggers-section";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listLastCalls } from "@/lib/listeners/last-calls";
import { listListeners } from "@/lib/listeners/queries";
import { listenerPlace, type ListenersOf } from "./listener-place";
import { ListenersTable, type ListedListener } from "./listeners-table";

/** The external listeners of a scope's users, of one feedback type, or of the project itself. */
export async function ListenersPage({ actor, of }: { actor: Can<"listeners.read">; of: ListenersOf }) {
  const place = await listenerPlace(actor, of);
  const gate = await integrationState();
  const mayWrite = may(actor, "listeners.write");
  const rows = gate === "open" ? await rowsOf(actor, place) : [];
  const create = rows.length > 0 && mayWrite && (
    <ButtonLink href={`${place.base}/new`} variant={of.target === "project" ? undefined : "default"}>
      Create an external listener
    </ButtonLink>
  );
  const listeners =
    gate === "open" ? (
      <ListenersTable
        label={place.title}
        scope={place.scope}
        base={place.base}
        callsBase={place.callsBase}
        rows={rows}
        mayWrite={mayWrite}
      />
    ) : (
      <IntegrationGate state={gate} canOpen={actor.role === "community_manager"} />
    );
  return (
    <>
      <PageHeader
        title={place.title}
        breadcrumbs={[...place.crumbs, { label: place.title }]}
        description={descriptions[place.target]}
        actions={of.target === "project" && create}
      />
      {of.target === "project" ? (
        listeners
      ) : (
        <Stack gap="xl">
          <TriggersSection actor={also(actor, "macros.read")} typeKey={of.target === "feedback" ? of.typeKey : null} />
          <Stack gap="sm" component="section" aria-label="External listeners">
            <Group justify="space-between">
              <Title order={2} fz="md">
                External listeners
              </Title>
              {create}
            </Group>
            {listeners}
          </Stack>
        </Stack>
      )}
    </>
  );
}

const descriptions = {
  user: "Triggers run macros when something happens to a user. External listeners let other systems store data about users, add comments to them or run macros on them.",
  feedback:
    "Triggers run macros when tickets are submitted or modified. External listeners let other systems store data on tickets, comment on them or run macros on them.",
  project: "External listeners let other systems store data about the project itself.",
};

async function rowsOf(
  actor: Can<"listeners.read">,
  { home }: Awaited<ReturnType<typeof listenerPlace>>,
): Promise<ListedListener[]> {
  const [listeners, lastCalls] = await Promise.all([
    listListeners(actor, home),
    listLastCalls(also(actor, "logs.read")),
  ]);
  return listeners.map((listener) => {
    const last = lastCalls.get(listener.id);
    return {
      ...listener,
      lastCall: last ? { id: last.id, at: last.at.toISOString(), outcome: last.outcome } : null,
    };
  });
}
