import "server-only";
import { may, projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { visibleReports } from "@/lib/reports/queries";
import type { NextRun } from "./schema";

/** Rows on a home page; snapshots are many and nobody waits for one. */
const most = { all: 8, snapshots: 3 } as const;

/**
 * What next happens by itself in the actor's scope, the soonest first, each thing once. What is off, or paused, or cannot run, is not
 * among them: the other part of the page says so.
 */
export async function listNextRuns(actor: Actor): Promise<NextRun[]> {
  const { scope } = actor;
  const project = scope.kind === "project" ? { key: scope.key, name: scope.name } : null;
  const found = await Promise.all([
    may(actor, "macros.read") ? schedules(also(actor, "macros.read")) : [],
    may(actor, "reports.write") ? distributions(also(actor, "reports.read")) : [],
    may(actor, "reports.write") ? snapshots(also(actor, "reports.read")) : [],
  ]);
  const runs = found.flat().map((run) => ({ ...run, project }));
  return runs.toSorted(soonestFirst).slice(0, most.all);
}

/** The same of several scopes together. */
export async function listNextRunsOf(actors: readonly Actor[]): Promise<NextRun[]> {
  const found = await Promise.all(actors.map(listNextRuns));
  return found.flat().toSorted(soonestFirst).slice(0, most.all);
}

type Found = Omit<NextRun, "project">;

async function schedules(actor: Can<"macros.read">): Promise<Found[]> {
  const rows = await db.macroSchedule.findMany({
    where: {
      projectId: projectIdOf(actor),
      enabled: true,
      nextAt: { not: null },
      macro: { enabled: true },
      ...noTemplate,
    },
    select: {
      id: true,
      name: true,
      nextAt: true,
      target: true,
      macro: { select: { name: true } },
      feedbackType: { select: { key: true } },
    },
    orderBy: [{ nextAt: "asc" }, { id: "asc" }],
    take: most.all,
  });
  return rows.map(({ id, name, nextAt, target, macro, feedbackType }) => ({
    kind: "schedule",
    id,
    name,
    what: macro.name,
    at: nextAt?.toISOString() ?? "",
    target,
    typeKey: feedbackType?.key ?? null,
    reportId: null,
  }));
}

async function distributions(actor: Can<"reports.read">): Promise<Found[]> {
  const rows = await db.distribution.findMany({
    where: {
      state: "on",
      nextAt: { not: null },
      report: { AND: [visibleReports(actor), noTemplate], archivedAt: null },
    },
    select: { id: true, name: true, nextAt: true, report: { select: { id: true, name: true } } },
    orderBy: [{ nextAt: "asc" }, { id: "asc" }],
    take: most.all,
  });
  return rows.map(({ id, name, nextAt, report }) => ({
    kind: "distribution",
    id,
    name,
    what: report.name,
    at: nextAt?.toISOString() ?? "",
    target: null,
    typeKey: null,
    reportId: report.id,
  }));
}

/** Of the tables of reports that the actor sees. One that was never taken is due now. */
async function snapshots(actor: Can<"reports.read">): Promise<Found[]> {
  const rows = await db.dataPackage.findMany({
    where: {
      projectId: projectIdOf(actor),
      enabled: true,
      everyMinutes: { not: null },
      ownerId: { not: null },
      element: { report: visibleReports(actor) },
      ...noTemplate,
    },
    select: {
      id: true,
      name: true,
      snapshotAt: true,
      everyMinutes: true,
      element: { select: { report: { select: { name: true } } } },
    },
    orderBy: { id: "asc" },
  });
  const now = Date.now();
  const runs = rows.map(({ id, name, snapshotAt, everyMinutes, element }): Found => {
    const dueAt = snapshotAt ? snapshotAt.getTime() + (everyMinutes ?? 0) * 60_000 : now;
    return {
      kind: "snapshot",
      id,
      name,
      what: element?.report.name ?? "",
      at: new Date(Math.max(dueAt, now)).toISOString(),
      target: null,
      typeKey: null,
      reportId: null,
    };
  });
  return runs.toSorted(soonestFirst).slice(0, most.snapshots);
}

function soonestFirst(a: Found, b: Found): number {
  return a.at.localeCompare(b.at);
}

/** In a template nothing happens by itself. Beside what has an OR of its own it stands under AND: of two one would be lost. */
const noTemplate = { OR: [{ projectId: null }, { project: { isTemplate: false } }] };
