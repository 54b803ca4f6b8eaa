import { may, type Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { AttachmentCard } from "./attachment-schema";

export interface TicketAttachment extends AttachmentCard {
  mayRemove: boolean;
}

/** The files of a ticket this person sees, in the order they came. `open` is whether its submitter may still change it. */
export async function listAttachments(
  actor: Actor,
  { id, submitterId, isOpen }: { id: string; submitterId: string; isOpen: boolean },
): Promise<TicketAttachment[]> {
  const rows = await db.attachment.findMany({
    where: { feedbackId: id },
    orderBy: { id: "asc" },
    select: { id: true, name: true, bytes: true, contentType: true, uploadedById: true },
  });
  const isOwn = isOpen && submitterId === actor.personId;
  return rows.map(({ contentType, uploadedById, ...row }) => ({
    ...row,
    isPicture: contentType.startsWith("image/"),
    mayRemove: may(actor, "feedback.write") || (isOwn && uploadedById === actor.personId),
  }));
}
