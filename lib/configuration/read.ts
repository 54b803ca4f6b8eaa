import { projectIdOf, type Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { groupKeysIn } from "./group-keys";
import { loadRows } from "./load-rows";
import { Missing } from "./namer";
import { readDistribution } from "./read-distribution";
import { readMacro, readTeams } from "./read-macro";
import { readPackage, readReport } from "./read-report";
import { readListener, readSchedule, readTrigger } from "./read-starters";
import { configuration, configurationFormat, configurationVersion, type Configuration } from "./schema";
import { readEach, shownRows, type ShownRows } from "./shown-rows";

/**
 * The configuration of the actor's project as a file holds it.
 * @throws AppError `conflict` naming what of it cannot be read, because something that it names is gone
 */
export async function readConfiguration(actor: Can<"project.write">): Promise<Configuration> {
  return configurationOf(await loadShownRows(actor));
}

export async function loadShownRows(actor: Can<"project.write">): Promise<ShownRows> {
  const projectId = projectIdOf(actor);
  if (projectId === null) throw new AppError("not_found", "Choose a project first.");
  return shownRows(await loadRows(projectId));
}

export function configurationOf(rows: ShownRows): Configuration {
  const { namer, project } = rows;
  const file = parsed({
    format: configurationFormat,
    version: configurationVersion,
    project: { key: project.key, name: project.name },
    settings: { description: project.description, timeZone: project.timeZone },
    teams: rows.teams.filter(isHere).map(({ id: _id, projectId: _projectId, ...team }) => team),
    ranks: rows.ranks.filter(isHere).map(({ name, points }) => ({ name, points })),
    groups: rows.groups.filter(isHere).map(readGroup),
    feedbackTypes: rows.types.map(({ id: _, statuses, ...type }) => ({
      ...type,
      statuses: statuses.map((status) => ({ ...status, teams: readTeams(status.teams, namer) })),
    })),
    filters: readEach("filter", rows.filters, (row) => ({ ...readSaved(row, rows), condition: row.condition })),
    views: readEach("view", rows.views, ({ columns, sort, groupBy, ...row }) => ({
      ...readSaved(row, rows),
      columns,
      sort,
      ...(groupBy && { group: groupBy }),
    })),
    mailTemplates: rows.mailTemplates.map(({ id: _id, target, feedbackTypeId, ...template }) => ({
      ...template,
      of: target === "feedback" && feedbackTypeId === null ? "feedback" : namer.recordsOf(feedbackTypeId),
    })),
    macros: readEach("macro", rows.macros, (row) => readMacro(row, namer)),
    triggers: readEach("trigger", rows.triggers, (row) => readTrigger(row, nameIn(rows, row), namer)),
    schedules: readEach("schedule", rows.schedules, (row) => readSchedule(row, nameIn(rows, row), namer)),
    listeners: readEach("external listener", rows.listeners, (row) => readListener(row, namer)),
    reports: readEach("report", rows.reports, (row) => readReport(row, nameIn(rows, row), namer)),
    distributions: readDistributions(rows),
    dataPackages: readPackages(rows),
  });
  const named = groupKeysIn(file);
  const ofCommunity = rows.groups.filter((group) => !isHere(group) && named.has(group.key));
  return { ...file, communityGroups: ofCommunity.map(({ key, label, target }) => ({ key, label, target })) };
}

function isHere({ projectId }: { projectId: string | null }): boolean {
  return projectId !== null;
}

function readGroup({ key, label, target, clearMissing, newerByFieldId, fields }: ShownRows["groups"][number]) {
  const held = fields.filter(({ archived }) => !archived);
  return {
    key,
    label,
    target,
    clearMissing,
    newerBy: held.find(({ id }) => id === newerByFieldId)?.key ?? null,
    fields: held.map(({ id: _id, order: _order, archived: _archived, ...field }) => field),
  };
}

interface SavedRow {
  id: string;
  name: string;
  source: string;
  visibility: "mine" | "team" | "project" | "community";
  teamId: string | null;
}

/** One of somebody's own that the configuration needs becomes one of the project. */
function readSaved(row: SavedRow, rows: ShownRows) {
  return {
    of: rows.namer.sourceOf(row.source),
    name: nameIn(rows, row),
    visibility:
      row.visibility === "mine" || (row.visibility === "team" && row.teamId === null) ? "project" : row.visibility,
    team: row.teamId && rows.namer.team(row.teamId),
  };
}

function readDistributions(rows: ShownRows) {
  const reports = new Map(rows.reports.map((report) => [report.id, report]));
  return readEach("distribution", rows.distributions, (row) => {
    const report = reports.get(row.reportId);
    if (!report) throw new Missing(row.reportId);
    return readDistribution(row, report, { name: nameIn(rows, row), report: nameIn(rows, report) }, rows.namer);
  });
}

/** Those of elements that stand in the file: what publishes somebody's own, or nothing any more, is in no file. */
function readPackages(rows: ShownRows) {
  const places = rows.reports.flatMap((report) =>
    report.blocks.flatMap(({ id, block }) =>
      block.kind === "element" ? [[id, { report: nameIn(rows, report), element: block.name }] as const] : [],
    ),
  );
  const placeOf = new Map<string | null, (typeof places)[number][1]>(places);
  return rows.dataPackages.flatMap((row) => {
    const place = placeOf.get(row.elementId);
    return place ? [readPackage(row, place)] : [];
  });
}

function nameIn({ names }: ShownRows, { id, name }: { id: string; name: string }): string {
  return names.get(id) ?? name;
}

/** What is stored was checked when it was saved, by the same schemas; those of today may ask for more. */
function parsed(draft: object): Configuration {
  const read = configuration.safeParse(draft);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [list, index] = issue?.path ?? [];
  const found: unknown = Object.entries(draft).find(([name]) => name === list)?.[1];
  const object: unknown = Array.isArray(found) && typeof index === "number" ? found[index] : null;
  const name =
    typeof object === "object" && object !== null && "name" in object ? `“${String(object.name)}”` : String(list);
  throw new AppError(
    "conflict",
    `${name} cannot be exported as it is: ${issue?.message} Open it, mend that and save it.`,
  );
}
