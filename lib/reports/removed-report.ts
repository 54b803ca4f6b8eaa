import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { noSuchReport } from "./locked-report";
import { changeableReports } from "./queries";
import {
  auditShared,
  blockColumns,
  blockOf,
  isSeenByOthers,
  reportColumns,
  reportKind,
  reportVersion,
  reportVersionOf,
  type KeptBlock,
  type KeptDistribution,
  type ReportVersion,
  type StoredReport,
} from "./versions";

/** What goes with a report that is deleted. */
export interface ReportUses {
  pins: number;
  /** Data packages and record lookups; they stay, and answer nothing. */
  packages: number;
  distributions: number;
  /** A private one is not in the audit log, so only its owner can take it back. */
  isPrivate: boolean;
}

/** @throws AppError `not_found` for a report that the actor may not change */
export async function getReportUses(actor: Can<"reports.write">, id: string): Promise<ReportUses> {
  const report = await db.report.findFirst({ where: { id, ...changeableReports(actor) }, select: reportColumns });
  if (!report) throw noSuchReport();
  const [pins, packages, distributions] = await Promise.all([
    db.reportPin.count({ where: { element: { reportId: id } } }),
    db.dataPackage.count({ where: { element: { reportId: id } } }),
    db.distribution.count({ where: { reportId: id } }),
  ]);
  return { pins, packages, distributions, isPrivate: !isSeenByOthers(report) };
}

/**
 * Deletes a report, which is locked, and keeps with what it was what hung on it: in the audit log, or for the owner of a private one beside
 * it, for a day.
 * @param distributions those that go with it, whose own entries are written
 */
export async function takeReportOutIn(
  tx: Tx,
  actor: Can<"reports.write">,
  report: StoredReport,
  distributions: KeptDistribution[],
): Promise<void> {
  const { id, ownerId, name: label } = report;
  const rows = await tx.reportElement.findMany({
    where: { reportId: id },
    select: { ...blockColumns, pins: { select: { position: true } }, packages: { select: { id: true, name: true } } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const blocks = rows.map(({ pins: [pin], packages, ...row }): KeptBlock => {
    const block = blockOf(row);
    if (block.kind !== "element") return { ...block, id: row.id };
    return {
      ...block,
      id: row.id,
      ...(pin && { pinPosition: pin.position }),
      ...(packages.length > 0 && { packages }),
    };
  });
  const before: ReportVersion = { ...reportVersionOf(report), ownerId, blocks, distributions };
  if (ownerId !== null && !isSeenByOthers(report))
    await tx.removedReport.create({
      data: { id, projectId: projectIdOf(actor), ownerId, version: plainJson(before) },
      select: { id: true },
    });
  await tx.report.delete({ where: { id }, select: { id: true } });
  await auditShared(tx, actor, [report], { verb: "deleted", kind: reportKind, id, label, before });
}

/** A private report that the actor owned and deleted after `since`, as it was; null when there is none. */
export async function findRemovedReport(
  actor: Can<"reports.write">,
  id: string,
  since: Date,
): Promise<ReportVersion | null> {
  if (actor.personId === null) return null;
  const row = await db.removedReport.findFirst({
    where: { id, projectId: projectIdOf(actor), ownerId: actor.personId, removedAt: { gt: since } },
    select: { version: true },
  });
  return row && reportVersion.parse(row.version);
}
