import { db } from "@/lib/db/client";
import { readLinkToken } from "./links";
import { noteView } from "./views";

/** Where a mail's link to its report leads; the page asks to sign in. It counts as a look at the report. */
export async function followReportLink(token: string): Promise<string | null> {
  const what = readLinkToken("report open", token);
  const report =
    what &&
    (await db.report.findUnique({ where: { id: what[0] }, select: { id: true, project: { select: { key: true } } } }));
  if (!report) return null;
  await noteView(report.id);
  return `${report.project ? `/projects/${report.project.key}` : "/community"}/reports/${report.id}`;
}
