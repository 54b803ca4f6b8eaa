import { Alert, Stack } from "@mantine/core";
import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import type { ListenersOf } from "@/app/(hub)/_screens/listeners/automation-base";
import { listenerPlace } from "@/app/(hub)/_screens/listeners/listener-place";
import { ListenersTable, type ListedListener } from "@/app/(hub)/_screens/listeners/listeners-table";
import { SchedulesSection } from "@/app/(hub)/_screens/schedules/schedules-section";
import { TriggersSection } from "@/app/(hub)/_screens/triggers/triggers-section";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listLastCalls } from "@/lib/listeners/last-calls";
import { listListeners } from "@/lib/listeners/queries";
import { getProject } from "@/lib/projects/queries";
import { AutomationSection } from "./automation-section";

/** What runs by itself for a scope's users or for one feedback type; for the project itself its external listeners. */
export async function AutomationPage({ actor, of }: { actor: Can<"listeners.read">; of: ListenersOf }) {
  const place = await listenerPlace(actor, of);
  const gate = await integrationState();
  const mayWrite = may(actor, "listeners.write");
  const macros = also(actor, "macros.read");
  const isTemplate = actor.scope.kind === "project" && (await getProject(also(actor, "project.read"))).isTemplate;
  const typeKey = of.target === "feedback" ? of.typeKey : null;
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
      {isTemplate && (
        <Alert color="blue" variant="light" title="This project is a template" mb="lg">
          Nothing here starts by itself: external listeners answer that they are off, triggers and schedules run no
          macro.
        </Alert>
      )}
      {of.target === "project" ? (
        listeners
      ) : (
        <Stack gap="xl">
          <TriggersSection actor={macros} typeKey={typeKey} />
          <SchedulesSection actor={macros} typeKey={typeKey} />
          <AutomationSection title="External listeners" create={create}>
            {listeners}
          </AutomationSection>
        </Stack>
      )}
    </>
  );
}

const descriptions = {
  user: "What happens to users by itself: at an event, at a due time, or when another system calls.",
  feedback: "What happens to tickets by itself: at an event, at a due time, or when another system calls.",
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
