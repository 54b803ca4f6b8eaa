import "server-only";
import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { sealSecretIn } from "@/lib/secrets/secret";
import type { MailSecurity, MailServerInput } from "./schema";
import { operatorsSmtp, smtpSettings } from "./smtp-settings";
import { handOver, type SmtpOutcome } from "./transport";

/** What the settings page shows: never the password. */
export interface MailServerShown {
  source: "environment" | "setting" | "none";
  /** `mail.example.com:587` */
  server: string | null;
  from: string | null;
  /** Of what is stored; null without it. */
  id: string | null;
  /** What is stored, also where the environment wins over it. */
  stored: (Omit<MailServerInput, "password"> & { hasPassword: boolean }) | null;
}

export async function getMailServer(_actor: Can<"settings.write">): Promise<MailServerShown> {
  const [operators, row] = [operatorsSmtp(), await db.mailServer.findFirst()];
  const id = row?.id ?? null;
  const stored = row && { ...shapeOf(row), hasPassword: row.passwordId !== null };
  if (operators) {
    const { url, host, port, from } = operators;
    return { source: "environment", server: url ? new URL(url).host : `${host}:${port}`, from, id, stored };
  }
  if (!stored) return { source: "none", server: null, from: null, id, stored };
  return { source: "setting", server: `${stored.host}:${stored.port}`, from: stored.sender, id, stored };
}

/** Mail that waits goes by the new settings; what rests in the Mailbox stays there. */
export async function saveMailServer(actor: Can<"settings.write">, input: MailServerInput): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('mail_server'))`;
    const before = await tx.mailServer.findFirst();
    const { password, ...shape } = input;
    const data = { ...shape, modifiedAt: new Date() };
    const { id } = before
      ? await tx.mailServer.update({ where: { id: before.id }, data, select: { id: true } })
      : await tx.mailServer.create({ data, select: { id: true } });
    // A password goes only to the server that it was typed for.
    const isElsewhere = before !== null && (before.host !== input.host || before.port !== input.port);
    if (password === null && isElsewhere && before.passwordId !== null && input.username !== "")
      throw new AppError("invalid", "Type the password again.", {
        password: "Type the password again: this is another server.",
      });
    if (input.username === "") await replacePasswordIn(tx, actor, id, null);
    else if (password !== null) await replacePasswordIn(tx, actor, id, password);
    await audit(tx, actor, {
      verb: before ? "changed" : "created",
      kind: "mail server",
      id,
      label: input.host,
      ...(before && { before: shapeOf(before) }),
      after: { ...shape, ...(password !== null && { password: "changed" }) },
    });
  });
}

/** Mail rests in the Mailbox again, unless the operator has set a server. @throws AppError `not_found` */
export async function removeMailServer(actor: Can<"settings.write">): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.mailServer.findFirst();
    if (!before) throw new AppError("not_found", "No mail server is set here.");
    await tx.secret.deleteMany({ where: { ownerKind, ownerId: before.id } });
    await tx.mailServer.delete({ where: { id: before.id }, select: { id: true } });
    const { id, host: label } = before;
    await audit(tx, actor, { verb: "deleted", kind: "mail server", id, label, before: shapeOf(before) });
  });
}

/** Sends one mail to whoever asks, at once, with the settings in force. @throws AppError `conflict` without any, or without an address */
export async function sendTestMail(actor: Can<"settings.write">): Promise<{ to: string } & SmtpOutcome> {
  const [smtp, person] = await Promise.all([
    smtpSettings(db),
    db.user.findUnique({ where: { id: actor.personId ?? nobody }, select: { email: true } }),
  ]);
  if (!smtp) throw new AppError("conflict", "Save a mail server first.");
  if (!person) throw new AppError("conflict", "Only a person with an e-mail address can get a test.");
  const mail = {
    id: crypto.randomUUID(),
    to: person.email,
    subject: "Test of the mail server",
    text: "This mail was sent to test the mail server. Fieldpost can send e-mails.\n",
    html: null,
  };
  return { to: person.email, ...(await handOver(mail, smtp)) };
}

const ownerKind = "mail server";
const nobody = "00000000-0000-0000-0000-000000000000";

async function replacePasswordIn(
  tx: Tx,
  actor: Can<"settings.write">,
  id: string,
  value: string | null,
): Promise<void> {
  await tx.secret.deleteMany({ where: { ownerKind, ownerId: id } });
  const owner = { projectId: null, ownerKind, ownerId: id, createdById: actor.personId };
  const passwordId = value === null ? null : await sealSecretIn(tx, { ...owner, value });
  await tx.mailServer.update({ where: { id }, data: { passwordId }, select: { id: true } });
}

function shapeOf({
  host,
  port,
  security,
  username,
  sender,
}: Omit<MailServerInput, "password" | "security"> & { security: string }) {
  // The table checks it.
  return { host, port, security: security as MailSecurity, username, sender };
}
