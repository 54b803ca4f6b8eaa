import { db } from "@/lib/db/client";
import { readLinkToken } from "./links";

/** Where a mail's link to its report leads. Following it changes nothing: the page asks to sign in, and opening that is what counts. */
export async function followReportLink(token: string): Promise<string | null> {
  const what = readLinkToken("report open", token);
  const report =
    what &&
    (await db.report.findUnique({ where: { id: what[0] }, select: { id: true, project: { select: { key: true } } } }));
  if (!report) return null;
  return `${report.project ? `/projects/${report.project.key}` : "/community"}/reports/${report.id}`;
}
