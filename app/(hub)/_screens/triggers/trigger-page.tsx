import { notFound } from "next/navigation";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { automationPlace } from "@/app/(hub)/_screens/automation/automation-place";
import { starterChoices } from "@/app/(hub)/_screens/automation/starter-choices";
import { PageHeader } from "@/components/kit/page-header";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { getTrigger } from "@/lib/automation/queries";
import { eventsOf, mayChange, saysChanges } from "@/lib/automation/schema";
import type { RecordEventKind } from "@/lib/events/schema";
import type { FieldInfo } from "@/lib/fields/field";
import { TriggerEditor } from "./trigger-editor";

interface TriggerPageProps {
  actor: Can<"macros.read">;
  /** The feedback type's, null for users. */
  typeKey: string | null;
  /** Null for a new trigger. */
  triggerId: string | null;
}

/** The trigger editor, at every scope and for every kind of record. */
export async function TriggerPage({ actor, typeKey, triggerId }: TriggerPageProps) {
  if (triggerId !== null && !z.uuid().safeParse(triggerId).success) notFound();
  const place = await automationPlace(actor, typeKey);
  const trigger = triggerId === null ? null : await getTrigger(actor, triggerId);
  const feedbackTypeId = place.type?.id ?? null;
  if (trigger && (trigger.target !== place.home.target || trigger.feedbackTypeId !== feedbackTypeId)) notFound();
  const { source, ...choices } = await starterChoices(actor, place, trigger);
  const events = eventsOf(place.home.target, projectIdOf(actor) === null);
  const mayWrite = may(actor, "macros.write");
  const title = trigger?.name ?? "Create a trigger";
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[...place.crumbs, { label: place.title, href: place.base }, { label: title }]}
        actions={trigger && mayWrite && <HistoryLink scope={place.scope} kind="trigger" id={trigger.id} />}
      />
      <TriggerEditor
        key={trigger?.modifiedAt ?? "new"}
        scope={place.scope}
        base={place.base}
        trigger={trigger}
        feedbackTypeId={feedbackTypeId}
        events={events}
        choices={choices}
        fields={Object.fromEntries(
          events.filter(saysChanges).map((event) => [event, changeable(event, source.catalog.list)]),
        )}
        values={Object.fromEntries(
          source.catalog.list.flatMap(({ path, options }) =>
            options?.length ? [[path, options.map(({ label }) => label)]] : [],
          ),
        )}
        mayWrite={mayWrite}
      />
    </>
  );
}

/** The fields of which the event can say that they changed, by data set. */
function changeable(event: RecordEventKind, fields: readonly FieldInfo[]) {
  const found = fields.filter(({ path }) => mayChange(event, path));
  return [...Map.groupBy(found, ({ dataSet }) => dataSet.label)].map(([group, items]) => ({
    group,
    items: items.map(({ path, label }) => ({ value: path, label })),
  }));
}
