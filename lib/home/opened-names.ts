import "server-only";
import { may, projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { visibleReports } from "@/lib/reports/queries";
import type { OpenedKind, OpenedThing } from "./schema";

export type OpenedName = Pick<OpenedThing, "id" | "slug" | "name" | "typeKey" | "target">;
type Names = (actor: Actor, ids: string[]) => Promise<OpenedName[]>;

/** How things are called now, of those that the actor may see; the others are absent. */
export const openedNames = {
  ticket: seen("feedback.read", async (actor, ids) => {
    const projectId = projectIdOf(actor);
    if (projectId === null) return [];
    const rows = await db.feedback.findMany({
      where: { id: { in: ids }, projectId },
      select: { id: true, displayId: true, title: true, type: { select: { key: true } } },
    });
    return rows.map(({ id, displayId, title, type }) => ({
      ...named(id, `${displayId} ${title}`, type.key),
      slug: displayId,
    }));
  }),
  user: seen("users.read", async (actor, ids) => {
    const projectId = projectIdOf(actor);
    const part = projectId === null ? {} : { participations: { some: { projectId, state: "active" as const } } };
    const rows = await db.user.findMany({
      where: { id: { in: ids }, state: { not: "deleted" }, ...part },
      select: { id: true, username: true, firstName: true, lastName: true },
    });
    return rows.map(({ id, username, firstName, lastName }) =>
      named(id, `${firstName} ${lastName}`.trim() || username),
    );
  }),
  macro: seen("macros.read", async (actor, ids) => {
    const rows = await db.macro.findMany({ where: inScope(actor, ids), select: automation });
    return rows.map(ofAutomation);
  }),
  listener: seen("listeners.read", async (actor, ids) => {
    const rows = await db.externalListener.findMany({ where: inScope(actor, ids), select: automation });
    return rows.map(ofAutomation);
  }),
  report: seen("reports.read", async (actor, ids) => {
    const where = { id: { in: ids }, ...visibleReports(actor) };
    const rows = await db.report.findMany({ where, select: { id: true, name: true } });
    return rows.map(({ id, name }) => named(id, name));
  }),
  "data package": seen("reports.write", async (actor, ids) => {
    const rows = await db.dataPackage.findMany({ where: inScope(actor, ids), select: { id: true, name: true } });
    return rows.map(({ id, name }) => named(id, name));
  }),
} satisfies Record<OpenedKind, Names>;

function seen<P extends Permission>(right: P, find: (actor: Can<P>, ids: string[]) => Promise<OpenedName[]>): Names {
  return async (actor, ids) => (may(actor, right) ? find(also(actor, right), ids) : []);
}

function inScope(actor: Actor, ids: string[]) {
  return { id: { in: ids }, projectId: projectIdOf(actor) };
}

const automation = { id: true, name: true, target: true, feedbackType: { select: { key: true } } } as const;

function ofAutomation(row: {
  id: string;
  name: string;
  target: OpenedName["target"];
  feedbackType: { key: string } | null;
}) {
  return { ...named(row.id, row.name, row.feedbackType?.key ?? null), target: row.target };
}

function named(id: string, name: string, typeKey: string | null = null): OpenedName {
  return { id, slug: id, name, typeKey, target: null };
}
