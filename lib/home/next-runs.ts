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
  const found = await Promise.all([
    may(actor, "macros.read") ? schedules(also(actor, "macros.read")) : [],
    may(actor, "reports.write") ? distributions(also(actor, "reports.read")) : [],
    may(actor, "reports.read") ? snapshots(also(actor, "reports.read")) : [],
  ]);
  return found
    .flat()
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .slice(0, most.all);
}

async function schedules(actor: Can<"macros.read">): Promise<NextRun[]> {
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

async function distributions(actor: Can<"reports.read">): Promise<NextRun[]> {
  const rows = await db.distribution.findMany({
    where: {
      state: "on",
      nextAt: { not: null },
      report: { ...visibleReports(actor), archivedAt: null, ...noTemplate },
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

/** One that was never taken is due now. */
async function snapshots(actor: Can<"reports.read">): Promise<NextRun[]> {
  const rows = await db.$queryRaw<{ id: string; name: string; report: string | null; at: Date }[]>`
    select k.id::text, k.name, r.name as report,
           greatest(coalesce(k.snapshot_at + make_interval(mins => k.every_minutes), now()), now()) as at
      from data_package k
      join report_element e on e.id = k.element_id
      join report r on r.id = e.report_id
      left join project p on p.id = k.project_id
     where k.project_id is not distinct from ${projectIdOf(actor)}::uuid and k.enabled and k.every_minutes is not null
       and k.owner_id is not null and not coalesce(p.is_template, false)
     order by at, k.id limit ${most.snapshots}`;
  return rows.map(({ id, name, report, at }) => ({
    kind: "snapshot",
    id,
    name,
    what: report ?? "",
    at: at.toISOString(),
    target: null,
    typeKey: null,
    reportId: null,
  }));
}

/** In a template nothing happens by itself. */
const noTemplate = { OR: [{ projectId: null }, { project: { isTemplate: false } }] };
