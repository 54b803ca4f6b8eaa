import "server-only";
import { createTransport } from "nodemailer";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import { env } from "@/lib/env/env";
import { headerText } from "./address";

/** Where mail goes, and as whom. */
export interface SmtpSettings {
  url?: string;
  host?: string;
  port: number;
  user?: string;
  password?: string;
  secure: boolean;
  from: string;
}

export interface OutgoingMail {
  /** Stable over tries, so that a receiver can recognise a repeat. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** Where its reader gets no more of its kind. */
  unsubscribeUrl?: string | null;
}

/** What the mail server said. `later` is worth another try, `refused` is not. */
export type SmtpOutcome = { kind: "sent" | "later" | "refused"; answer: string };

/** The operator's SMTP settings, or null where mail stays in the Mailbox. */
export function smtpSettings(): SmtpSettings | null {
  if (!env.MAIL_FROM || !(env.SMTP_URL || env.SMTP_HOST)) return null;
  return {
    url: env.SMTP_URL,
    host: env.SMTP_HOST,
    port: env.SMTP_PORT,
    user: env.SMTP_USER,
    password: env.SMTP_PASSWORD,
    secure: env.SMTP_SECURE,
    from: env.MAIL_FROM,
  };
}

/** Hands one message to one recipient to the mail server. Takes at most 60 seconds; never throws about what the server does. */
export async function handOver(mail: OutgoingMail, smtp: SmtpSettings): Promise<SmtpOutcome> {
  const transport = createTransport(connection(smtp));
  try {
    const from = sender(smtp.from);
    const sent = await transport.sendMail({
      messageId: `<${mail.id}@${from.address.split("@")[1]}>`,
      from,
      // An object, never a text: a text would be parsed as a list of recipients.
      to: { name: "", address: mail.to },
      subject: headerText(mail.subject),
      text: mail.text,
      html: mail.html ?? undefined,
      headers: { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(mail.unsubscribeUrl ?? null) },
    });
    return { kind: "sent", answer: sent.response };
  } catch (error) {
    return failure(error);
  } finally {
    transport.close();
  }
}

/** RFC 2369, and RFC 8058 where the address is https, which that asks for: the mail program then offers it as a button. */
function unsubscribeHeaders(url: string | null): Record<string, string> {
  if (url === null) return {};
  const isOneClick = url.startsWith("https://");
  return {
    "List-Unsubscribe": `<${url}>`,
    ...(isOneClick ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
  };
}

function connection(smtp: SmtpSettings): SMTPTransport.Options {
  const rules = {
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    // A mail can name neither a file of ours nor an address of our network.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (smtp.url) {
    const url = new URL(smtp.url);
    const isSecure = url.protocol === "smtps:";
    return {
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: Number(url.port) || (isSecure ? 465 : 587),
      secure: isSecure,
      ...credentials(decodeURIComponent(url.username), decodeURIComponent(url.password)),
      ...rules,
    };
  }
  return {
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    ...credentials(smtp.user, smtp.password),
    ...rules,
  };
}

function credentials(user?: string, password?: string) {
  return user ? { auth: { user, pass: password ?? "" } } : {};
}

/** `Fieldpost <hub@example.com>` or the address alone. */
function sender(text: string): { name: string; address: string } {
  const named = /^(.*)<([^<>]+)>\s*$/.exec(text);
  return named
    ? { name: headerText(named[1] ?? "").replace(/^"|"$/g, ""), address: (named[2] ?? "").trim() }
    : { name: "", address: text.trim() };
}

function failure(error: unknown): SmtpOutcome {
  if (!(error instanceof Error)) throw error;
  const code = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  const answer = "response" in error && typeof error.response === "string" ? error.response : error.message;
  // RFC 5321: 5yz is final. A refused login is the operator's to mend, so the mail waits for it.
  const isFinal = code !== null && code >= 500 && !("code" in error && error.code === "EAUTH");
  return { kind: isFinal ? "refused" : "later", answer: answer.slice(0, 2_000) };
}
