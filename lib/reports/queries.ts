import type { Seen } from "@/lib/audit/last-change";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { z } from "zod";
import { reportControl, type ReportBlock, type ReportControl } from "./schema";
import { blockSeen, settingsSeen } from "./seen";
import { blockColumns, blockOf } from "./versions";

/** A report with everything that it consists of. */
export interface Report {
  id: string;
  name: string;
  description: string;
  visibility: "mine" | "shared";
  access: { teamId: string; team: string; mayDistribute: boolean }[];
  controls: ReportControl[];
  /** Null when they are gone: it is the managers' then. */
  owner: { id: string; name: string } | null;
  archivedAt: Date | null;
  modifiedAt: Date;
  blocks: (ReportBlock & { id: string; seen: Seen })[];
  /** What an editor of its settings begins with. */
  seen: Seen;
  /** What this person may do with it. */
  mayChange: boolean;
  mayDistribute: boolean;
}

export type ReportElement = Extract<Report["blocks"][number], { kind: "element" }>;

/**
 * Which reports of the actor's scope the actor may see: one's own, the shared ones, those of one's teams, and for managers those that
 * lost their owner.
 */
export function visibleReports(actor: Can<"reports.read">): Prisma.ReportWhereInput {
  const { personId } = actor;
  const own = personId
    ? [{ ownerId: personId }, { access: { some: { team: { memberships: { some: { userId: personId } } } } } }]
    : [];
  const ownerless = may(actor, "reports.write") ? [{ ownerId: null }] : [];
  return { projectId: projectIdOf(actor), OR: [{ visibility: { not: "mine" } }, ...own, ...ownerless] };
}

/** Its owner may change a report, and every manager one that is shared or has no owner. */
export function changeableReports(actor: Can<"reports.write">): Prisma.ReportWhereInput {
  const own = actor.personId ? [{ ownerId: actor.personId }] : [];
  return { projectId: projectIdOf(actor), OR: [...own, { ownerId: null }, { visibility: { not: "mine" } }] };
}

/** @throws AppError `not_found` for a report that is gone, of another scope, or not shared with the actor */
export async function getReport(actor: Can<"reports.read">, id: string): Promise<Report> {
  const row = z.uuid().safeParse(id).success
    ? await db.report.findFirst({ where: { id, ...visibleReports(actor) }, select: columns })
    : null;
  if (!row) throw new AppError("not_found", "There is no such report, or it is not shared with you.");
  return reportOf(row, actor);
}

/** An element with its report. @throws AppError `not_found` as `getReport` */
export async function getElement(
  actor: Can<"reports.read">,
  id: string,
): Promise<{ report: Report; element: ReportElement }> {
  const row = z.uuid().safeParse(id).success
    ? await db.report.findFirst({ where: { elements: { some: { id } }, ...visibleReports(actor) }, select: columns })
    : null;
  const report = row && reportOf(row, actor);
  const element = report?.blocks.find((block) => block.id === id);
  if (!report || element?.kind !== "element")
    throw new AppError("not_found", "There is no such report element, or its report is not shared with you.");
  return { report, element };
}

const columns = {
  id: true,
  name: true,
  description: true,
  visibility: true,
  controls: true,
  archivedAt: true,
  modifiedAt: true,
  owner: { select: { id: true, username: true, firstName: true, lastName: true } },
  access: {
    select: {
      teamId: true,
      mayDistribute: true,
      team: { select: { name: true, memberships: { select: { userId: true } } } },
    },
    orderBy: { team: { name: "asc" } },
  },
  elements: {
    select: blockColumns,
    orderBy: [{ position: "asc" }, { id: "asc" }],
  },
} as const satisfies Prisma.ReportSelect;

type Row = Prisma.ReportGetPayload<{ select: typeof columns }>;

function reportOf(row: Row, actor: Can<"reports.read">): Report {
  const { owner, access, elements, controls, visibility, ...report } = row;
  const isManager = may(actor, "reports.write");
  const mayChange = isManager && (!owner || owner.id === actor.personId || visibility !== "mine");
  const isIn = (team: Row["access"][number]["team"]) =>
    team.memberships.some(({ userId }) => userId === actor.personId);
  const settings = {
    name: report.name,
    description: report.description,
    visibility: visibility === "mine" ? ("mine" as const) : ("shared" as const),
    access: access.map(({ teamId, mayDistribute }) => ({ teamId, mayDistribute })),
    controls: z.array(reportControl).parse(controls),
  };
  return {
    ...report,
    ...settings,
    owner: owner && { id: owner.id, name: `${owner.firstName} ${owner.lastName}`.trim() || owner.username },
    access: access.map(({ teamId, mayDistribute, team }) => ({ teamId, team: team.name, mayDistribute })),
    blocks: elements.map((element) => {
      const block = blockOf(element);
      return { id: element.id, seen: blockSeen(block), ...block };
    }),
    seen: settingsSeen(settings),
    mayChange,
    mayDistribute: mayChange || access.some(({ mayDistribute, team }) => mayDistribute && isIn(team)),
  };
}
