import type { Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { getReport, type Report } from "@/lib/reports/queries";

/**
 * A report that the actor may send to others: who may change it, and the teams it is shared with to distribute.
 * @throws AppError `not_found` as `getReport`, `forbidden` in words, `conflict` for one in the archive
 */
export async function requireDistributable(actor: Can<"reports.read">, reportId: string): Promise<Report> {
  const report = await requireSender(actor, reportId);
  if (report.archivedAt) throw new AppError("conflict", "This report is in the archive. Take it out to send it.");
  return report;
}

/** The same, to look at what was sent. @throws AppError `not_found`, `forbidden` */
export async function requireSender(actor: Can<"reports.read">, reportId: string): Promise<Report> {
  const report = await getReport(actor, reportId);
  if (report.mayDistribute) return report;
  throw new AppError(
    "forbidden",
    "You may look at this report, but not send it. Whoever owns it can share it with your team to distribute.",
  );
}
