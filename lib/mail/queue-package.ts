import "server-only";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { queueJobs } from "@/lib/jobs/jobs";
import { headerText } from "./address";
import { smallPrintHtml, smallPrintText } from "./frame";
import { endingLines, type Ending } from "./opt-out";
import { sendsMail } from "./smtp-settings";

/** One content for many, each of whom gets a mail of their own and sees no other address. */
export interface PackageToQueue {
  /** By `keepPackageIn`. */
  packageId: string;
  subject: string;
  projectId: string | null;
  cause: Origin;
  /** Addresses that were checked, in lower case; how each ends such mails. */
  recipients: readonly { to: string; ending: Ending }[];
}

/** Writes the mails in the caller's transaction and queues their sending; without a mail server they are kept for the Mailbox. */
export async function queuePackageIn(tx: Tx, mail: PackageToQueue): Promise<{ id: string; to: string }[]> {
  const { packageId, projectId, cause, recipients } = mail;
  const isSent = await sendsMail(tx);
  const subject = headerText(mail.subject).slice(0, 250) || "(no subject)";
  const rows = recipients.map(({ to, ending }) => ({
    projectId,
    to,
    subject,
    packageId,
    text: smallPrintText(endingLines(ending)),
    html: smallPrintHtml(endingLines(ending)),
    state: isSent ? ("queued" as const) : ("kept" as const),
    cause,
    unsubscribeUrl: ending.oneClick,
  }));
  const written = await tx.emailMessage.createManyAndReturn({ data: rows, select: { id: true, to: true } });
  if (isSent)
    await queueJobs(
      tx,
      "mail.send",
      written.map(({ id }) => ({ messageId: id })),
    );
  return written;
}
