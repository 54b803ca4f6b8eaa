import type { Can } from "@/lib/auth/actor";
import { listenerSignature } from "@/lib/listeners/signature-schema";
import { secretIdsIn } from "@/lib/macros/secret-ids";
import { idOf } from "./items";
import { configurationOf, loadShownRows } from "./read";
import type { Configuration } from "./schema";
import type { ShownRows } from "./shown-rows";

/** A project's configuration as it is now, and which row each thing in it is. */
export interface Present {
  project: { id: string; key: string };
  configuration: Configuration;
  /** Row ids by `idOf`; of what belongs to the community by `inCommunity`. */
  ids: Map<string, string>;
  /** The macros that wait for secrets, or run one that does, and the listeners that wait for one, by `idOf`. */
  waiting: Set<string>;
  rows: ShownRows;
}

export async function loadPresent(actor: Can<"project.write">): Promise<Present> {
  const rows = await loadShownRows(actor);
  return {
    project: rows.project,
    configuration: configurationOf(rows),
    ids: rowIds(rows),
    waiting: new Set([
      ...waitingMacros(rows).map(({ feedbackTypeId, key }) => idOf.macro(rows.namer.recordsOf(feedbackTypeId), key)),
      ...waitingListeners(rows).map(({ key }) => idOf.listener(key)),
    ]),
    rows,
  };
}

function waitingMacros({ macros, secretIds }: ShownRows): ShownRows["macros"] {
  const waiting = new Set(macros.filter(({ actions }) => secretIdsIn(actions).some((id) => !secretIds.has(id))));
  for (let before = -1; before < waiting.size;) {
    before = waiting.size;
    const ids = new Set([...waiting].map(({ id }) => id));
    for (const macro of macros)
      if (macro.actions.some((action) => action.kind === "run_macro" && ids.has(action.macroId))) waiting.add(macro);
  }
  return [...waiting];
}

function waitingListeners({ listeners, secretIds }: ShownRows): ShownRows["listeners"] {
  return listeners.filter((row) => {
    const signature = listenerSignature.nullable().parse(row.signature);
    return signature !== null && !secretIds.has(signature.secretId);
  });
}

/** The place of a thing of the community beside those of the project. */
export function inCommunity(id: string): string {
  return `community/${id}`;
}

function rowIds(rows: ShownRows): Map<string, string> {
  const { namer, names } = rows;
  const at = (row: { projectId: string | null; id: string }, id: string): [string, string] => [
    row.projectId === null ? inCommunity(id) : id,
    row.id,
  ];
  const name = (row: { id: string; name: string }) => names.get(row.id) ?? row.name;
  const reportName = ({ reportId }: { reportId: string }) => names.get(reportId) ?? "";
  return new Map([
    ...rows.teams.map((row) => at(row, idOf.team(row.name))),
    ...rows.ranks.map((row) => at(row, idOf.rank(row.name))),
    ...rows.groups.map((row) => [idOf.group(row.key), row.id] as const),
    ...rows.types.map((row) => [idOf.feedbackType(row.key), row.id] as const),
    ...rows.communityFilters.map((row) => at(row, idOf.filter(namer.sourceOf(row.source), row.name))),
    ...rows.filters.map((row) => at(row, idOf.filter(namer.sourceOf(row.source), name(row)))),
    ...rows.views.map((row) => [idOf.view(namer.sourceOf(row.source), name(row)), row.id] as const),
    ...rows.mailTemplates.map((row) => [idOf.mailTemplate(row.name), row.id] as const),
    ...rows.macros.map((row) => [idOf.macro(namer.recordsOf(row.feedbackTypeId), row.key), row.id] as const),
    ...rows.triggers.map((row) => [idOf.trigger(namer.recordsOf(row.feedbackTypeId), name(row)), row.id] as const),
    ...rows.schedules.map((row) => [idOf.schedule(namer.recordsOf(row.feedbackTypeId), name(row)), row.id] as const),
    ...rows.listeners.map((row) => [idOf.listener(row.key), row.id] as const),
    ...rows.reports.map((row) => [idOf.report(name(row)), row.id] as const),
    ...rows.distributions.map((row) => [idOf.distribution(reportName(row), name(row)), row.id] as const),
    ...rows.dataPackages.map((row) => [idOf.dataPackage(row.key), row.id] as const),
  ]);
}
