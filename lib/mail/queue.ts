import "server-only";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { queueJob } from "@/lib/jobs/jobs";
import { headerText, isMailAddress } from "./address";
import { framedHtml } from "./frame";
import { smtpSettings, type SmtpSettings } from "./transport";

export interface MailToQueue {
  /** One recipient: several people never see each other's addresses. */
  to: string;
  subject: string;
  /** Plain text; the HTML twin is made from it. */
  text: string;
  projectId: string | null;
  /** The record it is about, so that its timeline can show it. */
  subjectId?: string;
  cause: Origin;
  /** True for what people may turn off in their preferences; such a mail is not sent to those who did. */
  unsubscribable?: boolean;
}

export type QueuedMail = { ok: true; id: string; state: "kept" | "queued" } | { ok: false; reason: string };

/**
 * Writes a mail in the caller's transaction and queues its sending; without SMTP settings it is kept for the Mailbox page instead.
 * A recipient that cannot or does not want to be written to is a value, not an error.
 */
export async function queueMailIn(
  tx: Tx,
  mail: MailToQueue,
  smtp: SmtpSettings | null = smtpSettings(),
): Promise<QueuedMail> {
  const to = mail.to.trim().toLowerCase();
  if (!isMailAddress(to))
    return { ok: false, reason: `“${headerText(mail.to).slice(0, 100)}” is not an e-mail address.` };
  if (mail.unsubscribable && (await hasOptedOut(tx, to)))
    return { ok: false, reason: `${to} has turned off these e-mails.` };
  const sender = (await tx.community.findUnique({ where: { id: 1 }, select: { name: true } }))?.name ?? "Fieldpost";
  const subject = headerText(mail.subject).slice(0, 250) || "(no subject)";
  const text = storable(mail.text);
  const footer = mail.unsubscribable
    ? `You get this mail as a member of ${sender}. You can turn off these e-mails in your preferences.`
    : `Sent by ${sender}.`;
  const { id } = await tx.emailMessage.create({
    data: {
      projectId: mail.projectId,
      to,
      subject,
      text: `${text}\n\n-- \n${footer}\n`,
      html: framedHtml({ subject, text, sender, footer }),
      state: smtp ? "queued" : "kept",
      cause: mail.cause,
      ...(mail.subjectId ? { subjectId: mail.subjectId } : {}),
    },
    select: { id: true },
  });
  if (smtp) await queueJob(tx, "mail.send", { messageId: id });
  return { ok: true, id, state: smtp ? "queued" : "kept" };
}

async function hasOptedOut(tx: Tx, email: string): Promise<boolean> {
  const person = await tx.user.findUnique({ where: { email }, select: { emailOptOut: true } });
  return person?.emailOptOut ?? false;
}

/** Line breaks and tabs are all the control characters a mail needs; Postgres refuses NUL. */
function storable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\r\t]/gu, "");
}
