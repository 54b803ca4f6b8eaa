import { db } from "@/lib/db/client";
import { findLinkedFile, type MailFileToRead } from "@/lib/mail/package";
import { readLinkToken } from "./links";
import { noteView } from "./views";

/** The file of a mail's link, for people who never sign in; null when the link is not ours, too old, or the file is gone. */
export async function openFileLink(token: string, now = new Date()): Promise<MailFileToRead | null> {
  const what = readLinkToken("report file", token);
  if (!what || what[1] < now.getTime()) return null;
  const [fileId] = what;
  const [file, issue] = await Promise.all([
    findLinkedFile(fileId),
    db.distributionIssue.findFirst({
      where: { package: { files: { some: { id: fileId } } } },
      select: { reportId: true },
    }),
  ]);
  if (file && issue) await noteView(issue.reportId, now);
  return file;
}

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
