import type { Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { getReport, type Report } from "@/lib/reports/queries";

/** With whose rights an issue is rendered, or in words why nobody may send it any more. */
export type Sender = { ok: true; actor: Can<"reports.read">; report: Report } | { ok: false; reason: string };

/** Asked anew for every issue: rights, sharing and accounts change while a distribution sends itself. */
export async function findSender(personId: string | null, reportId: string): Promise<Sender> {
  const sender = await findRightful(personId, reportId);
  return sender.ok && sender.report.archivedAt ? refused("The report was put into the archive.") : sender;
}

/** Likewise of a report in the archive, which nobody sends. */
export async function findRightful(personId: string | null, reportId: string): Promise<Sender> {
  const of = await db.report.findUnique({ where: { id: reportId }, select: { project: { select: { key: true } } } });
  if (!of) return refused("The report is gone.");
  if (personId === null) return refused("It has no owner any more.");
  let actor: Can<"reports.read">;
  try {
    actor = await authorize(personId, of.project ? { project: of.project.key } : "community", "reports.read", "job");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refused(lost[error.code] ?? error.message);
  }
  const report = await getReport(actor, reportId).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (!report) return refused("The report is not shared with its owner any more.");
  if (!report.mayDistribute) return refused("Its owner may not send this report any more.");
  return { ok: true, actor, report };
}

const lost: Partial<Record<ErrorCode, string>> = {
  unauthenticated: "The account of its owner is not active any more.",
  not_found: "Its owner is not in the project any more.",
  forbidden: "The role of its owner does not see reports any more.",
};

function refused(reason: string): Sender {
  return { ok: false, reason };
}
