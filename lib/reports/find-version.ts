import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { changeableReports } from "./queries";
import {
  blockColumns,
  blockOf,
  reportColumns,
  reportVersionOf,
  type BlockVersion,
  type SavedVersion,
} from "./versions";

/** A report as it is now, in the shape of its audit entries; null when it is gone or not the actor's to change. */
export async function findReportVersion(actor: Can<"reports.write">, id: string): Promise<SavedVersion | null> {
  const row = await db.report.findFirst({ where: { id, ...changeableReports(actor) }, select: reportColumns });
  return row && reportVersionOf(row);
}

/** A part of a report likewise. */
export async function findBlockVersion(actor: Can<"reports.write">, id: string): Promise<BlockVersion | null> {
  const row = await db.reportElement.findFirst({
    where: { id, report: changeableReports(actor) },
    select: { ...blockColumns, reportId: true, position: true },
  });
  return row && { reportId: row.reportId, position: row.position, block: blockOf(row) };
}
