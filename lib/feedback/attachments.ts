import { may, projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { attachmentLimits } from "./attachment-schema";
import { noteChangeIn } from "./note-change";
import { nobody } from "./visible";

/** @throws AppError `conflict` where testers add no files */
export function requireTakesFiles(actor: Actor, type: { name: string; takesFiles: boolean }): void {
  if (type.takesFiles || may(actor, "feedback.write")) return;
  throw new AppError("conflict", `“${type.name}” takes no files.`, { attachmentIds: "Files cannot be added here." });
}

/**
 * Makes files that this person has uploaded part of a ticket.
 * @throws AppError `invalid` on `attachmentIds` when one is not there any more or the ticket would have too many
 */
export async function attachIn(tx: Tx, actor: Actor, feedbackId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { count } = await tx.attachment.updateMany({
    where: {
      id: { in: [...ids] },
      projectId: projectIdOf(actor) ?? nobody,
      uploadedById: actor.personId ?? nobody,
      feedbackId: null,
      arrived: true,
    },
    data: { feedbackId },
  });
  if (count < new Set(ids).size)
    throw refused("One of the files is not here any more. Take it out and choose it again.");
  const all = await tx.attachment.count({ where: { feedbackId } });
  if (all > attachmentLimits.perTicket)
    throw refused(`A ticket takes ${attachmentLimits.perTicket} files; this one would have ${all}.`);
}

/**
 * Adds uploaded files to a ticket that exists: staff to any, submitters to their own while it is open.
 * @throws AppError as `attachIn`; `not_found` and `conflict` as a change of the ticket
 */
export async function addAttachments(
  actor: Can<"feedback.submit">,
  { feedbackId, attachmentIds }: { feedbackId: string; attachmentIds: string[] },
): Promise<void> {
  await transaction(async (tx) => {
    const ticket = await lockChangeableIn(tx, actor, feedbackId);
    requireTakesFiles(actor, ticket.type);
    await attachIn(tx, actor, feedbackId, attachmentIds);
    const files = await tx.attachment.findMany({ where: { id: { in: attachmentIds } }, select: { name: true } });
    const words = `Attachments (${files.map(({ name }) => name).join(", ")} added)`;
    await noteCountIn(tx, actor, ticket, words, files.length);
  });
}

/**
 * Takes a file away for good: staff any, submitters what they added to their own ticket while it is open.
 * @throws AppError `not_found`, `conflict`
 */
export async function removeAttachment(actor: Can<"feedback.submit">, { id }: { id: string }): Promise<void> {
  await transaction(async (tx) => {
    const file = await tx.attachment.findFirst({
      where: {
        id,
        projectId: projectIdOf(actor) ?? nobody,
        ...(may(actor, "feedback.write") ? {} : { uploadedById: actor.personId ?? nobody }),
      },
      select: { name: true, feedbackId: true, uploadedById: true },
    });
    if (!file || (!file.feedbackId && file.uploadedById !== actor.personId)) throw noSuchFile();
    if (!file.feedbackId) {
      await tx.attachment.delete({ where: { id }, select: { id: true } });
      return;
    }
    const ticket = await lockChangeableIn(tx, actor, file.feedbackId);
    await tx.attachment.delete({ where: { id }, select: { id: true } });
    const words = `Attachments (${file.name} removed)`;
    await noteCountIn(tx, actor, ticket, words, -1);
  });
}

export function noSuchFile(): AppError {
  return new AppError("not_found", "This file is not here any more, or you may not see it.");
}

async function lockChangeableIn(tx: Tx, actor: Can<"feedback.submit">, feedbackId: string) {
  await tx.$queryRaw`select 1 from feedback where id = ${feedbackId}::uuid for update`;
  const ticket = await tx.feedback.findFirst({
    where: {
      id: feedbackId,
      projectId: projectIdOf(actor) ?? nobody,
      ...(may(actor, "feedback.write") ? {} : { submitterId: actor.personId ?? nobody }),
    },
    select: {
      id: true,
      typeId: true,
      displayId: true,
      attachmentCount: true,
      type: { select: { name: true, takesFiles: true } },
      status: { select: { isClosed: true } },
    },
  });
  if (!ticket) throw new AppError("not_found", "There is no such ticket of yours in this project.");
  if (ticket.status.isClosed && !may(actor, "feedback.write"))
    throw new AppError("conflict", `${ticket.displayId} is closed and cannot be changed. Write a comment instead.`);
  return ticket;
}

async function noteCountIn(
  tx: Tx,
  actor: Actor,
  ticket: { id: string; typeId: string; attachmentCount: number },
  label: string,
  more: number,
): Promise<void> {
  const origin: Origin = { kind: "person", id: actor.personId, label: actor.name };
  const { attachmentCount: old } = ticket;
  const modified = { modifiedAt: new Date(), modifiedById: actor.personId };
  await tx.feedback.update({ where: { id: ticket.id }, data: modified, select: { id: true } });
  await noteChangeIn(tx, actor, ticket, [{ path: "feedback.attachments", label, old, new: old + more }], origin);
}

function refused(message: string): AppError {
  return new AppError("invalid", message, { attachmentIds: message });
}
