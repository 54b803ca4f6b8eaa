import "server-only";
import { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import { headerText } from "./address";
import { judgedHost } from "./judged-host";
import type { MailFileToRead } from "./package";
import { readSender } from "./schema";
import type { SmtpSettings } from "./smtp-settings";

export interface OutgoingMail {
  /** Stable over tries, so that a receiver can recognise a repeat. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** Where its reader gets no more of its kind. */
  unsubscribeUrl?: string | null;
  files?: readonly MailFileToRead[];
}

/** What the mail server said. `later` is worth another try, `refused` is not. */
export type SmtpOutcome = {
  kind: "sent" | "later" | "refused";
  answer: string;
  /** Whether the answer is the server's own words, and not ours about a server that was not reached or not asked. */
  isSaid: boolean;
};

/** Hands one message to one recipient to the mail server. Takes at most 60 seconds; never throws about what the server does. */
export async function handOver(mail: OutgoingMail, smtp: SmtpSettings): Promise<SmtpOutcome> {
  const host = smtp.isJudged ? await judgedHost(smtp) : null;
  if (host && !host.ok) return { kind: "later", answer: host.message, isSaid: false };
  const transport = createTransport({ ...connection(smtp), ...host?.dial });
  try {
    const sent = await transport.sendMail(composed(mail, smtp.from));
    return { kind: "sent", answer: sent.response, isSaid: true };
  } catch (error) {
    return failure(error);
  } finally {
    transport.close();
  }
}

/** The same message in bytes (RFC 5322, lines end with CR LF), written at that time and handed to nobody. */
export async function messageOf(mail: OutgoingMail & { createdAt: Date }, from: string): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows", ...ownFilesOnly });
  const { message } = await transport.sendMail({ ...composed(mail, from), date: mail.createdAt });
  if (!Buffer.isBuffer(message)) throw new TypeError("A message that was asked for as bytes came as a stream.");
  return message;
}

function composed(mail: OutgoingMail, senderText: string) {
  const from = sender(senderText);
  return {
    messageId: `<${mail.id}@${from.address.split("@")[1]}>`,
    from,
    // An object, never a text: a text would be parsed as a list of recipients.
    to: { name: "", address: mail.to },
    subject: headerText(mail.subject),
    text: mail.text,
    html: mail.html ?? undefined,
    attachments: (mail.files ?? []).map(attachment),
    headers: { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(mail.unsubscribeUrl ?? null) },
  };
}

/** A mail can name neither a file of ours nor an address of our network. */
const ownFilesOnly = { disableFileAccess: true, disableUrlAccess: true };

/** Read while it is sent. Its name is in the header as RFC 2231 encodes it, so no name can add one. */
function attachment({ name, contentType, contentId, pieces }: MailFileToRead) {
  return {
    filename: headerText(name),
    contentType,
    content: Readable.from(pieces(), { objectMode: false }),
    ...(contentId === null
      ? { contentDisposition: "attachment" as const }
      : { cid: contentId, contentDisposition: "inline" as const }),
  };
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
    ...ownFilesOnly,
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
    secure: smtp.security === "tls",
    requireTLS: smtp.security === "starttls",
    ignoreTLS: smtp.security === "none",
    ...credentials(smtp.user, smtp.password),
    ...rules,
  };
}

function credentials(user?: string, password?: string) {
  return user ? { auth: { user, pass: password ?? "" } } : {};
}

function sender(text: string): { name: string; address: string } {
  const { name, address } = readSender(text) ?? { name: "", address: text.trim() };
  return { name: headerText(name), address };
}

function failure(error: unknown): SmtpOutcome {
  if (!(error instanceof Error)) throw error;
  const code = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  const said = "response" in error && typeof error.response === "string" ? error.response : null;
  const answer = said ?? noAnswer(error);
  // RFC 5321: 5yz is final. A refused login is the operator's to mend, so the mail waits for it.
  const isFinal = code !== null && code >= 500 && !("code" in error && error.code === "EAUTH");
  return { kind: isFinal ? "refused" : "later", answer: answer.slice(0, 2_000), isSaid: said !== null };
}

/** What nodemailer calls a server that was not reached, or not trusted. */
const unreached = new Set(["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS"]);

function noAnswer(error: Error): string {
  const isUnreached = "code" in error && typeof error.code === "string" && unreached.has(error.code);
  return isUnreached ? `No connection to the mail server: ${unreachedWords(error.message)}` : error.message;
}

/** What Node says of the commonest mistakes in a host and a port, in words. */
function unreachedWords(message: string): string {
  const [, code, where] = /\b(ECONNREFUSED|ENOTFOUND) (\S+)$/.exec(message) ?? [];
  if (code === "ECONNREFUSED") return `nothing answers at ${where} (${code}). Check the host and the port.`;
  if (code === "ENOTFOUND") return `there is no host ${where} (${code}).`;
  return message;
}
