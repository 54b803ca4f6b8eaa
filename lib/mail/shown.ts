import "server-only";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { attachedFiles, packageFiles, wholeColumns, wholeMail, type MailFileToRead } from "./package";
import { senderText } from "./smtp-settings";
import { messageOf } from "./transport";

/**
 * A mail's HTML as its reader sees it: the pictures it brings along stand in the document itself, so that it can be shown where nothing
 * is loaded. For a frame in which no script runs; null for a mail that has text alone. @throws AppError `not_found`
 */
export async function mailToShow(_actor: Can<"mailbox.read">, id: string): Promise<string | null> {
  const { packageId, ...mail } = await find(id);
  const { html } = wholeMail(mail);
  if (html === null || packageId === null) return html;
  let shown = html;
  for (const file of await attachedFiles(packageId)) {
    const { contentId, contentType } = file;
    if (contentId === null || !shown.includes(`cid:${contentId}`)) continue;
    const data = (await bytesOf(file)).toString("base64");
    shown = shown.replaceAll(`"cid:${contentId}"`, `"data:${contentType};base64,${data}"`);
  }
  return shown;
}

/** A file of a mail, attached or linked. @throws AppError `not_found` */
export async function openMailFile(
  _actor: Can<"mailbox.read">,
  { mailId, fileId }: { mailId: string; fileId: string },
): Promise<MailFileToRead> {
  const { packageId } = await find(mailId);
  const file = packageId && (await packageFiles(packageId)).find(({ id }) => id === fileId);
  if (!file) throw new AppError("not_found", "There is no such file in this mail.");
  return file;
}

/** The whole mail as mail programs open it (RFC 5322), as it was or would be handed over. @throws AppError `not_found` */
export async function mailAsFile(_actor: Can<"mailbox.read">, id: string): Promise<Buffer> {
  const { packageId, ...mail } = await find(id);
  const files = packageId ? await attachedFiles(packageId) : [];
  return messageOf({ ...mail, ...wholeMail(mail), files }, await senderText(db));
}

async function find(id: string) {
  const found = await db.emailMessage.findUnique({
    where: { id },
    select: { ...wholeColumns, to: true, subject: true, unsubscribeUrl: true, createdAt: true, packageId: true },
  });
  if (!found) throw new AppError("not_found", "There is no such mail.");
  return found;
}

async function bytesOf({ pieces }: MailFileToRead): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces()) read.push(piece);
  return Buffer.concat(read);
}
