import "server-only";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { queueJob } from "@/lib/jobs/jobs";
import { headerText, isMailAddress } from "./address";
import { framedHtml, framedText, textAsHtml } from "./frame";
import { footerOf, type OptOut } from "./opt-out";
import { sendsMail, type SmtpSettings } from "./smtp-settings";

export interface MailToQueue {
  /** One recipient: several people never see each other's addresses. */
  to: string;
  subject: string;
  text: string;
  /** Safe HTML for the frame; without it, it is made from the text. */
  html?: string;
  projectId: string | null;
  /** The record it is about, so that its timeline can show it. */
  subjectId?: string;
  cause: Origin;
  /** For what people may turn off: such a mail says how, and is not sent to those who did. */
  optOut?: OptOut;
  /** Sent although people may have turned e-mails off; the Mailbox says so. */
  essential?: boolean;
}

export type QueuedMail = { ok: true; id: string; state: "kept" | "queued" } | { ok: false; reason: string };

/**
 * Writes a mail in the caller's transaction and queues its sending; without SMTP settings it is kept for the Mailbox page instead.
 * A recipient that cannot or does not want to be written to is a value, not an error.
 */
export async function queueMailIn(
  tx: Tx,
  mail: MailToQueue,
  smtp?: Pick<SmtpSettings, "port"> | null,
): Promise<QueuedMail> {
  const to = mail.to.trim().toLowerCase();
  if (!isMailAddress(to))
    return { ok: false, reason: `“${headerText(mail.to).slice(0, 100)}” is not an e-mail address.` };
  const reader = mail.optOut ? await findReader(tx, to) : null;
  if (reader?.emailOptOut) return { ok: false, reason: `${to} has turned off these e-mails.` };
  const isSent = smtp === undefined ? await sendsMail(tx) : smtp !== null;
  const sender = (await tx.community.findUnique({ where: { id: 1 }, select: { name: true } }))?.name ?? "Fieldpost";
  const subject = headerText(mail.subject).slice(0, 250) || "(no subject)";
  const text = storable(mail.text);
  const { lines, oneClick } = footerOf(sender, reader && mail.optOut ? { ...mail.optOut, userId: reader.id } : null);
  const { id } = await tx.emailMessage.create({
    data: {
      projectId: mail.projectId,
      to,
      subject,
      text: framedText(text, lines),
      html: framedHtml({
        subject,
        content: mail.html === undefined ? textAsHtml(subject, text) : storable(mail.html),
        sender,
        footer: lines,
      }),
      state: isSent ? "queued" : "kept",
      cause: mail.cause,
      essential: mail.essential ?? false,
      unsubscribeUrl: oneClick,
      ...(mail.subjectId ? { subjectId: mail.subjectId } : {}),
    },
    select: { id: true },
  });
  if (isSent) await queueJob(tx, "mail.send", { messageId: id });
  return { ok: true, id, state: isSent ? "queued" : "kept" };
}

async function findReader(tx: Tx, email: string): Promise<{ id: string; emailOptOut: boolean } | null> {
  return tx.user.findUnique({ where: { email }, select: { id: true, emailOptOut: true } });
}

/** Line breaks and tabs are all the control characters a mail needs; Postgres refuses NUL. */
export function storable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\r\t]/gu, "");
}
