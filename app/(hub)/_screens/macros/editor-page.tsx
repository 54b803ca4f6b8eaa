import { notFound } from "next/navigation";
import { z } from "zod";
import { NoteOpened } from "@/app/(hub)/_screens/home/note-opened";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import { lastSeen } from "@/lib/audit/last-change";
import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { baseUrl } from "@/lib/community/settings";
import { listGroups } from "@/lib/external-data/queries";
import { listTemplateChoices } from "@/lib/mail-templates/queries";
import { loadMacroSource } from "@/lib/macros/macro-source";
import { placeOf } from "@/lib/macros/place";
import { getMacro, listMacroNames } from "@/lib/macros/queries";
import { listRecordChoices } from "@/lib/macros/record-choices";
import { contextFields } from "@/lib/sources/context-fields";
import { listTeams } from "@/lib/teams/queries";
import { listOfferedRanks, type OfferedRank } from "@/lib/users/ranks";
import { fieldInfo } from "@/lib/views/shown-state";
import { listSwitchedOff } from "@/lib/webhooks/switched-off";
import type { EditorPlace } from "./editor-context";
import { MacroEditor } from "./macro-editor";
import { macroPlace } from "./macro-place";

interface EditorPageProps {
  actor: Can<"macros.read">;
  /** The feedback type's key, null for user macros. */
  typeKey: string | null;
  /** Null for a new macro. */
  macroId: string | null;
}

/** The macro editor, at every scope and for both kinds of macro. */
export async function EditorPage({ actor, typeKey, macroId }: EditorPageProps) {
  if (macroId !== null && !z.uuid().safeParse(macroId).success) notFound();
  const place = await macroPlace(actor, typeKey);
  const seen = macroId === null ? null : await lastSeen("macro", macroId);
  const [macro, switchedOff, source, groups, others, mailTemplates, ranks, teams, gate, records, origin] =
    await Promise.all([
      macroId === null ? null : getMacro(actor, macroId),
      macroId === null ? [] : listSwitchedOff(actor, macroId),
      placeOf(actor, place.home).then(loadMacroSource),
      listGroups(also(actor, "externalData.read")),
      listMacroNames(actor, place.home),
      placeOf(actor, place.home).then((columns) => listTemplateChoices(actor, columns)),
      listOfferedRanks(actor),
      listTeams(also(actor, "users.read")),
      integrationState(),
      listRecordChoices(actor, place.home),
      baseUrl(),
    ]);
  if (macro && macro.feedbackTypeId !== (place.type?.id ?? null)) notFound();
  const editor: EditorPlace = {
    scope: place.scope,
    home: place.home,
    title: place.title,
    base: place.base,
    crumbs: place.crumbs,
    typeName: place.type?.name ?? null,
    echo: `${origin}/api/echo/plain`,
    isCommunity: actor.scope.kind === "community",
    mayWrite: may(actor, "macros.write"),
    mayWriteGroups: may(actor, "groups.write"),
    mayOpenGate: actor.role === "community_manager",
    gate,
    tags: [...source.catalog.list.map(fieldInfo), ...contextFields],
    records,
    switchedOff: new Map(switchedOff.map(({ actionId, reason }) => [actionId, reason])),
    teams: teams.map(({ id, name }) => ({ value: id, label: name })),
    others: others
      .filter(({ id }) => id !== macroId)
      .map(({ id, name, enabled }) => ({ value: id, label: enabled ? name : `${name} (off)` })),
    mailTemplates: mailTemplates.map(({ id, name, essential }) => ({
      value: id,
      label: essential ? `${name} (essential)` : name,
    })),
    mailTemplatesBase: place.mailTemplatesBase,
    ranks: rankChoices(ranks),
    resolutions: place.type?.resolutions.map(({ key, name }) => ({ value: key, label: name })) ?? [],
    statuses: place.type?.statuses.map(({ key, name }) => ({ value: key, label: name })) ?? [],
    fields:
      place.type?.fields.map(({ key, label, type, options }) => ({
        key,
        label,
        type,
        options: options.map(({ value }) => value),
      })) ?? [],
    groups: groups.map(({ id, label, key, target, fields, editable }) => ({
      id,
      label,
      key,
      target,
      editable,
      fields: fields.filter(({ archived }) => !archived),
    })),
  };
  return (
    <>
      {macro && <NoteOpened scope={place.scope} kind="macro" id={macro.id} />}
      <MacroEditor key={macro?.modifiedAt ?? "new"} place={editor} macro={macro} seen={seen} />
    </>
  );
}

/** The ranks of the macro's own scope, then the community's; a group that is empty is left out. */
function rankChoices(ranks: OfferedRank[]): EditorPlace["ranks"] {
  const choices = (isCommunitys: boolean) =>
    ranks
      .filter((rank) => rank.isCommunitys === isCommunitys)
      .map(({ id, name, points }) => ({ value: id, label: `${name} (${points > 0 ? "+" : ""}${points})` }));
  return [
    { group: "Project", items: choices(false) },
    { group: "Community", items: choices(true) },
  ].filter(({ items }) => items.length > 0);
}
