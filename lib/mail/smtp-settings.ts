import "server-only";
import type { Db } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import { openSecret } from "@/lib/secrets/secret";
import type { MailSecurity } from "./schema";

/** Where mail goes, and as whom. */
export interface SmtpSettings {
  /** `smtp://user:password@host:port` or `smtps://…`; instead of what follows. */
  url?: string | undefined;
  host?: string | undefined;
  port: number;
  user?: string | undefined;
  password?: string | undefined;
  /** `offered`: STARTTLS where the server has it. */
  security: MailSecurity | "offered";
  from: string;
  /** Set in the browser and not by the operator: private addresses are then refused unless the operator allows them. */
  isJudged?: boolean;
}

/**
 * The operator's settings, else those of the community, else null: mail then stays in the Mailbox.
 * @throws WrongKeyError when the password was sealed under another `SECRET_KEY`
 */
export async function smtpSettings(db: Db): Promise<SmtpSettings | null> {
  const set = operatorsSmtp();
  if (set) return set;
  const server = await db.mailServer.findFirst();
  if (!server) return null;
  const { host, port, security, username, passwordId, sender } = server;
  return {
    host,
    port,
    // The table checks it.
    security: security as MailSecurity,
    from: sender,
    isJudged: true,
    ...(username && { user: username, password: passwordId ? await openSecret(db, passwordId) : "" }),
  };
}

/** Whether mail leaves this machine, without opening any secret. */
export async function sendsMail(db: Db): Promise<boolean> {
  return operatorsSmtp() !== null || (await db.mailServer.count()) > 0;
}

/** As whom mail is sent, or would be as soon as a mail server is set; without opening any secret. */
export async function senderText(db: Db): Promise<string> {
  const server = operatorsSmtp() ? null : await db.mailServer.findFirst({ select: { sender: true } });
  return operatorsSmtp()?.from ?? server?.sender ?? "Fieldpost <fieldpost@localhost.localdomain>";
}

/** What the environment says; null without it. */
export function operatorsSmtp(): SmtpSettings | null {
  if (!env.MAIL_FROM || !(env.SMTP_URL || env.SMTP_HOST)) return null;
  return {
    url: env.SMTP_URL,
    host: env.SMTP_HOST,
    port: env.SMTP_PORT,
    user: env.SMTP_USER,
    password: env.SMTP_PASSWORD,
    security: env.SMTP_SECURE ? "tls" : "offered",
    from: env.MAIL_FROM,
  };
}
