import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { z } from "zod";
import { NoteOpened } from "@/app/(hub)/_screens/home/note-opened";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { macroChoice, withPresent } from "@/app/(hub)/_screens/automation/with-present";
import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import { PageHeader } from "@/components/kit/page-header";
import { listApiKeys } from "@/lib/api-keys/queries";
import { lastSeen } from "@/lib/audit/last-change";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { listGroups } from "@/lib/external-data/queries";
import { listSampleValues } from "@/lib/external-data/sample-values";
import { listFilters } from "@/lib/filters/filters";
import { listCalls } from "@/lib/listeners/calls";
import { getEndpointUrl, getListener } from "@/lib/listeners/queries";
import type { ListenerRow } from "@/lib/listeners/schema";
import { listMacros } from "@/lib/macros/queries";
import type { MacroHome } from "@/lib/macros/schema";
import { listRecordChoices } from "@/lib/macros/record-choices";
import { loadSource } from "@/lib/sources/load-source";
import { sourceKey, type SourceRef } from "@/lib/sources/source";
import { fieldInfo } from "@/lib/views/shown-state";
import type { ListenersOf } from "./automation-base";
import type { EditorChoices, EditorGroup } from "./editor-context";
import { ListenerEditor } from "./listener-editor";
import { listenerPlace, type ListenerPlace } from "./listener-place";

interface EditorPageProps {
  actor: Can<"listeners.read">;
  of: ListenersOf;
  /** Null for a new listener. */
  listenerId: string | null;
  search: Record<string, unknown>;
}

/** The listener editor, at every scope and for every target. */
export async function EditorPage({ actor, of, listenerId, search }: EditorPageProps) {
  if (listenerId !== null && !z.uuid().safeParse(listenerId).success) notFound();
  const place = await listenerPlace(actor, of);
  const seen = listenerId === null ? null : await lastSeen("listener", listenerId);
  const listener = listenerId === null ? null : await getListener(actor, listenerId);
  if (listener && (listener.target !== place.target || listener.feedbackTypeId !== (place.type?.id ?? null)))
    notFound();
  const gate = await integrationState();
  const title = listener?.name ?? "Create an external listener";
  const crumbs = [...place.crumbs, { label: place.title, href: place.base }, { label: title }];
  if (gate !== "open") {
    return (
      <>
        <PageHeader title={title} breadcrumbs={crumbs} />
        <IntegrationGate state={gate} canOpen={actor.role === "community_manager"} />
      </>
    );
  }
  const mayWrite = may(actor, "listeners.write");
  const [choices, url, calls] = await Promise.all([
    choicesOf(actor, place, listener),
    listener && mayWrite ? getEndpointUrl(also(actor, "listeners.write"), draftOf(listener)) : null,
    listener ? listCalls(also(actor, "logs.read"), { listenerId: listener.id }) : null,
  ]);
  const { id = randomUUID(), modifiedAt = "new" } = listener ?? {};
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={crumbs}
        actions={listener && mayWrite && <HistoryLink scope={place.scope} kind="listener" id={listener.id} />}
      />
      {listener && <NoteOpened scope={place.scope} kind="listener" id={listener.id} />}
      <ListenerEditor
        key={modifiedAt}
        editor={{
          scope: place.scope,
          target: place.target,
          base: place.base,
          callsBase: place.callsBase,
          typeName: place.type?.name ?? null,
          mayWrite,
          mayMakeKeys: may(actor, "apiKeys.write"),
          frame: {
            id,
            isNew: listener === null,
            target: place.target,
            feedbackTypeId: place.type?.id ?? null,
            groups: choices.groups,
          },
          choices,
        }}
        listener={listener}
        seen={seen}
        url={url}
        calls={calls}
        isCreated={listener !== null && search.created !== undefined}
      />
    </>
  );
}

async function choicesOf(
  actor: Can<"listeners.read">,
  place: ListenerPlace,
  listener: ListenerRow | null,
): Promise<EditorChoices> {
  const ref = sourceRef(actor, place);
  const macroHome = macroHomeOf(place);
  const macrosRight = also(actor, "macros.read");
  const filtersRight = also(actor, "filters.write");
  const [source, filters, keys, groups, macros, records] = await Promise.all([
    ref && loadSource(ref),
    ref ? listFilters(filtersRight, sourceKey(ref)) : [],
    may(actor, "apiKeys.read") ? listApiKeys(also(actor, "apiKeys.read")) : [],
    groupsOf(actor, place),
    macroHome ? listMacros(macrosRight, macroHome) : [],
    macroHome ? listRecordChoices(macrosRight, macroHome) : [],
  ]);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  return {
    filter: ref &&
      source && {
        source: sourceKey(ref),
        api: filterApi(place, project?.key),
        fields: source.catalog.list.map(fieldInfo),
        zone: source.zone,
        mayShare: may(actor, "filters.share"),
        isCommunity: project === null,
      },
    filters: withPresent(
      filters.map(({ id, name }) => ({ value: id, label: name })),
      listener?.filter,
    ),
    apiKeys: withPresent(
      keys
        .filter(({ id, state }) => state === "usable" || id === listener?.apiKey.id)
        .map(({ id, name, state }) => ({ value: id, label: state === "usable" ? name : `${name} (cannot be used)` })),
      listener?.apiKey,
    ),
    groups,
    macros: withPresent(macros.map(macroChoice), listener?.macro),
    records:
      place.target === "project" && project
        ? [{ value: project.key, label: project.name }]
        : records.map(({ label, hint }) => ({ value: label, label: hint ? `${label} · ${hint}` : label })),
  };
}

async function groupsOf(actor: Can<"listeners.read">, place: ListenerPlace): Promise<EditorGroup[]> {
  const groups = await listGroups(also(actor, "externalData.read"), place.target);
  const samples = await listSampleValues(db, groups);
  return groups.map(({ id, key, label, fields, editable }) => ({
    id,
    key,
    label,
    editable: editable && may(actor, "groups.write"),
    fields: fields
      .filter(({ archived }) => !archived)
      .map(({ id, label, parameter, type, favorite, key }) => ({ id, label, parameter, type, favorite, key })),
    samples: samples.get(id) ?? {},
  }));
}

function sourceRef(actor: Can<"listeners.read">, { home }: ListenerPlace): SourceRef | null {
  if (home.target === "feedback") return { kind: "feedback", typeId: home.typeId };
  return home.target === "user" ? { kind: "users", projectId: projectIdOf(actor) } : null;
}

function macroHomeOf({ home }: ListenerPlace): MacroHome | null {
  if (home.target === "feedback") return home;
  return home.target === "user" ? { target: "user" } : null;
}

function filterApi({ type }: ListenerPlace, project: string | undefined): string {
  const query = new URLSearchParams({ ...(project ? { project } : {}), ...(type ? { type: type.key } : {}) });
  return `/api/${type ? "feedback" : "users"}?${query}`;
}

function draftOf({ id, key, apiKey, headerOnly, lookup }: ListenerRow) {
  return { id, key, apiKeyId: apiKey.id, headerOnly, lookup };
}
