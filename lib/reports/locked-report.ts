import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { changeableReports } from "./queries";
import { blockColumns, reportColumns, type StoredReport } from "./versions";

/** Of several who change a report each waits for the other. @throws AppError `not_found` for one that the actor may not change */
export async function lockReportIn(tx: Tx, actor: Can<"reports.write">, id: string): Promise<StoredReport> {
  await tx.$queryRaw`select 1 from report where id = ${id}::uuid for update`;
  const found = await tx.report.findFirst({ where: { id, ...changeableReports(actor) }, select: reportColumns });
  if (!found) throw noSuchReport();
  return found;
}

/** A part with its report, which is locked. @throws AppError `not_found` likewise */
export async function lockBlockIn(tx: Tx, actor: Can<"reports.write">, id: string) {
  const of = await tx.reportElement.findUnique({ where: { id }, select: { reportId: true } });
  if (!of) throw noSuchBlock();
  const report = await lockReportIn(tx, actor, of.reportId);
  const blocks = await readBlocksIn(tx, report.id);
  const position = blocks.findIndex((block) => block.id === id);
  const row = blocks[position];
  if (!row) throw noSuchBlock();
  return { report, row, position, count: blocks.length };
}

/** The parts of a report in their order. */
export async function readBlocksIn(tx: Tx, reportId: string) {
  return tx.reportElement.findMany({
    where: { reportId },
    select: blockColumns,
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

export function noSuchReport(): AppError {
  return new AppError("not_found", "There is no such report, or it is not yours to change.");
}

function noSuchBlock(): AppError {
  return new AppError("not_found", "This part of the report is gone, or the report is not yours to change.");
}
