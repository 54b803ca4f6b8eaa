import "server-only";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { findLinkedFile, type MailFileToRead } from "@/lib/mail/package";
import { issueToSend, responsible } from "./issue-to-send";
import { readLinkToken, type FileLink } from "./links";
import { findSender } from "./sender";

/** A file of a mail, for people who never sign in. */
export interface FileOfLink {
  id: string;
  file: MailFileToRead;
  /** The report's name. */
  report: string;
  /** An ISO instant. */
  until: string;
  issueId: string;
  reportId: string;
  /** Whose link it is. */
  address: string;
}

/**
 * What such a link opens. Null when it is not ours, too old, of a mail that was not sent with it, when the file or the distribution is
 * gone, and while nobody has the right to send it. Looking changes nothing: programs that try the links of a mail do no harm.
 */
export async function findFileLink({ token, mailId }: FileLink, now = new Date()): Promise<FileOfLink | null> {
  const what = readLinkToken("report file", token);
  if (!what || what[1] < now.getTime() || !z.uuid().safeParse(mailId).success) return null;
  const [fileId, until] = what;
  const recipient = await db.distributionRecipient.findFirst({
    where: { mailId, issue: { package: { files: { some: { id: fileId } } } } },
    select: {
      address: true,
      issue: { select: { ...issueToSend, report: { select: { name: true, ...issueToSend.report.select } } } },
    },
  });
  if (!recipient) return null;
  const { address, issue } = recipient;
  const [file, sender] = [await findLinkedFile(fileId), await findSender(responsible(issue), issue.reportId)];
  if (!file || !sender.ok) return null;
  const { name: report } = issue.report;
  const { id: issueId, reportId } = issue;
  return { id: fileId, file, report, until: new Date(until).toISOString(), issueId, reportId, address };
}

/** It is downloaded: the log of the sending says by whose link. A program may do that as well, so it says nothing about readers. */
export async function noteDownload({ id, file, issueId, address }: FileOfLink, now = new Date()): Promise<void> {
  await db.distributionDownload.upsert({
    where: { issueId_address_fileId: { issueId, address, fileId: id } },
    create: { issueId, address, fileId: id, fileName: file.name, firstAt: now, lastAt: now },
    update: { times: { increment: 1 }, lastAt: now },
    select: { times: true },
  });
}
