import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { groupColumns, groupOf } from "@/lib/external-data/usable-groups";
import { macroActions } from "@/lib/macros/schema";
import { storedColumns } from "@/lib/distributions/stored";
import { loadReports } from "./load-reports";

export type Rows = Awaited<ReturnType<typeof loadRows>>;

/** Every row that the configuration of a project is made of, and those of the community that it may name. In the order of a file. */
export async function loadRows(projectId: string) {
  const here = { projectId };
  const hereOrCommunity = { OR: [{ projectId }, { projectId: null }] };
  const byName = [{ name: "asc" as const }, { id: "asc" as const }];
  const project = await db.project.findUnique({ where: { id: projectId }, select: projectColumns });
  if (!project) throw new AppError("not_found", "There is no such project.");
  const types = await db.feedbackType.findMany({
    where: here,
    orderBy: [{ order: "asc" }, { key: "asc" }],
    select: typeColumns,
  });
  const teams = await db.team.findMany({
    where: hereOrCommunity,
    orderBy: byName,
    select: { id: true, projectId: true, name: true, description: true, impactFactor: true },
  });
  const ranks = await db.rank.findMany({
    where: hereOrCommunity,
    orderBy: byName,
    select: { id: true, projectId: true, name: true, points: true },
  });
  const groups = await db.externalDataGroup.findMany({
    where: hereOrCommunity,
    orderBy: [{ order: "asc" }, { label: "asc" }, { id: "asc" }],
    select: groupColumns,
  });
  const filters = await db.savedFilter.findMany({ where: hereOrCommunity, orderBy: byName, select: filterColumns });
  const views = await db.savedView.findMany({ where: here, orderBy: byName, select: viewColumns });
  const macros = await db.macro.findMany({
    where: here,
    orderBy: [{ key: "asc" }, { id: "asc" }],
    include: { teams: { select: { teamId: true }, orderBy: { teamId: "asc" } } },
  });
  const versions = await db.macroVersion.findMany({
    where: { OR: macros.map(({ id, version }) => ({ macroId: id, version })) },
    select: { macroId: true, actions: true },
  });
  const listeners = await db.externalListener.findMany({ where: here, orderBy: [{ key: "asc" }] });
  const owners = { macro: macros.map(({ id }) => id), listener: listeners.map(({ id }) => id) };
  const secrets = await db.secret.findMany({
    where: { OR: Object.entries(owners).map(([ownerKind, ids]) => ({ ownerKind, ownerId: { in: ids } })) },
    select: { id: true },
  });
  const actions = new Map(versions.map((row) => [row.macroId, macroActions.parse(row.actions)]));
  return {
    project,
    types,
    teams,
    ranks,
    groups: groups.map(groupOf),
    filters,
    views,
    mailTemplates: await db.mailTemplate.findMany({ where: here, orderBy: byName, select: mailTemplateColumns }),
    macros: macros.map((macro) => ({ ...macro, actions: actions.get(macro.id) ?? [] })),
    secretIds: new Set(secrets.map(({ id }) => id)),
    triggers: await db.macroTrigger.findMany({ where: here, orderBy: byName }),
    schedules: await db.macroSchedule.findMany({ where: here, orderBy: byName }),
    listeners,
    reports: await loadReports(projectId),
    distributions: await db.distribution.findMany({
      where: { report: here },
      orderBy: byName,
      select: storedColumns,
    }),
    dataPackages: await db.dataPackage.findMany({ where: here, orderBy: { key: "asc" } }),
  };
}

const projectColumns = { id: true, key: true, name: true, description: true, timeZone: true } as const;

const byOrder = [{ order: "asc" as const }, { key: "asc" as const }];
const typeColumns = {
  id: true,
  key: true,
  name: true,
  prefix: true,
  description: true,
  defaultVisibility: true,
  commentWeight: true,
  voteWeight: true,
  duplicateWeight: true,
  takesFiles: true,
  fields: {
    where: { archivedAt: null },
    orderBy: byOrder,
    select: { key: true, label: true, type: true, options: true, required: true, help: true, staffOnly: true },
  },
  statuses: {
    orderBy: byOrder,
    select: {
      key: true,
      name: true,
      color: true,
      isClosed: true,
      isDefault: true,
      teams: { select: { teamId: true } },
    },
  },
  resolutions: { orderBy: byOrder, select: { key: true, name: true } },
};

const filterColumns = {
  id: true,
  projectId: true,
  name: true,
  source: true,
  visibility: true,
  teamId: true,
  condition: true,
} as const;

const mailTemplateColumns = {
  id: true,
  target: true,
  feedbackTypeId: true,
  name: true,
  subject: true,
  body: true,
  text: true,
  essential: true,
} as const;

const viewColumns = {
  id: true,
  name: true,
  source: true,
  visibility: true,
  teamId: true,
  columns: true,
  sort: true,
  groupBy: true,
} as const;
