import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/kit/page-header";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { getTrigger } from "@/lib/automation/queries";
import { eventsOf, mayChange, saysChanges } from "@/lib/automation/schema";
import type { RecordEventKind } from "@/lib/events/schema";
import type { FieldInfo } from "@/lib/fields/field";
import { listFilters } from "@/lib/filters/filters";
import { sourceRefOf } from "@/lib/macros/macro-source";
import { listMacros } from "@/lib/macros/queries";
import { loadSource } from "@/lib/sources/load-source";
import { sourceKey } from "@/lib/sources/source";
import { fieldInfo } from "@/lib/views/shown-state";
import { TriggerEditor } from "./trigger-editor";
import { triggerPlace } from "./trigger-place";

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
  const place = await triggerPlace(actor, typeKey);
  const trigger = triggerId === null ? null : await getTrigger(actor, triggerId);
  const feedbackTypeId = place.type?.id ?? null;
  if (trigger && (trigger.target !== place.home.target || trigger.feedbackTypeId !== feedbackTypeId)) notFound();
  const projectId = projectIdOf(actor);
  const ref = sourceRefOf({ projectId, target: place.home.target, feedbackTypeId });
  const [source, macros, filters] = await Promise.all([
    loadSource(ref),
    listMacros(actor, place.home),
    listFilters(also(actor, "filters.write"), sourceKey(ref)),
  ]);
  const events = eventsOf(place.home.target, projectId === null);
  const title = trigger?.name ?? "Create a trigger";
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[...place.crumbs, { label: place.title, href: place.base }, { label: title }]}
      />
      <TriggerEditor
        key={trigger?.modifiedAt ?? "new"}
        scope={place.scope}
        base={place.base}
        trigger={trigger}
        feedbackTypeId={feedbackTypeId}
        events={events}
        macros={withPresent(
          macros.map(({ id, name, enabled }) => ({ value: id, label: enabled ? name : `${name} (off)` })),
          trigger?.macro,
        )}
        filters={withPresent(
          filters.map(({ id, name }) => ({ value: id, label: name })),
          trigger?.filter,
        )}
        filter={{
          source: sourceKey(ref),
          api: place.api,
          fields: source.catalog.list.map(fieldInfo),
          zone: source.zone,
          mayShare: may(actor, "filters.share"),
          isCommunity: projectId === null,
        }}
        fields={Object.fromEntries(
          events.filter(saysChanges).map((event) => [event, changeable(event, source.catalog.list)]),
        )}
        values={Object.fromEntries(
          source.catalog.list.flatMap(({ path, options }) =>
            options?.length ? [[path, options.map(({ label }) => label)]] : [],
          ),
        )}
        mayWrite={may(actor, "macros.write")}
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

/** What is chosen now stays in the list, even if this person could not choose it. */
function withPresent(
  options: { value: string; label: string }[],
  present: { id: string; name: string } | null | undefined,
) {
  if (!present || options.some(({ value }) => value === present.id)) return options;
  return [...options, { value: present.id, label: present.name }];
}
