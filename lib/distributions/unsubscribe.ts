import { db } from "@/lib/db/client";
import { readLinkToken } from "./links";

/** What the holder of a mail's link gets, and may end. */
export interface ReportSubscription {
  address: string;
  report: string;
  /** Null for what people send by hand. */
  distribution: string | null;
  isEnded: boolean;
}

/** Whether all of a link is there: a program that cut or changed it made another of it. */
export function isWholeLink(token: string): boolean {
  return readLinkToken("report unsubscribe", token) !== null;
}

/** Null for a link that is not ours, or whose distribution is gone: then nothing of it is sent any more. */
export async function findReportSubscription(token: string): Promise<ReportSubscription | null> {
  const found = await find(token);
  return found && found.subscription;
}

/** Ends it; said twice it stays ended. What waits to be sent is not sent any more. False for a link that opens nothing. */
export async function endReportMail(token: string): Promise<boolean> {
  const what = readLinkToken("report unsubscribe", token);
  const found = await find(token);
  if (!what || !found) return false;
  const [reportId, distributionId, address] = what;
  const { projectId } = found;
  const optOut = { projectId, reportId, distributionId, address };
  await db.distributionOptOut.createMany({ data: [optOut], skipDuplicates: true });
  await db.distributionRecipient.updateMany({
    where: { address, state: "waiting", issue: { reportId, distributionId } },
    data: { state: "left_out", reason: "Wants no more of these e-mails." },
  });
  return true;
}

/** Takes it back, by the same link. */
export async function resumeReportMail(token: string): Promise<boolean> {
  const what = readLinkToken("report unsubscribe", token);
  if (!what) return false;
  const [reportId, distributionId, address] = what;
  const { count } = await db.distributionOptOut.deleteMany({ where: { reportId, distributionId, address } });
  return count > 0;
}

async function find(token: string): Promise<{ projectId: string | null; subscription: ReportSubscription } | null> {
  const what = readLinkToken("report unsubscribe", token);
  if (!what) return null;
  const [reportId, distributionId, address] = what;
  const [report, distribution, ended] = await Promise.all([
    db.report.findUnique({ where: { id: reportId }, select: { name: true, projectId: true } }),
    distributionId && db.distribution.findUnique({ where: { id: distributionId }, select: { name: true } }),
    db.distributionOptOut.count({ where: { reportId, distributionId, address } }),
  ]);
  if (!report || (distributionId && !distribution)) return null;
  const name = distribution ? distribution.name : null;
  const subscription = { address, report: report.name, distribution: name, isEnded: ended > 0 };
  return { projectId: report.projectId, subscription };
}
