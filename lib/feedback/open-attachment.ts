import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { noSuchFile } from "./attachments";
import { nobody, visibleTo } from "./visible";

export interface OpenAttachment {
  name: string;
  bytes: number;
  contentType: string;
  /** Piece by piece, one in memory at a time. Ends early when the file is taken away meanwhile. */
  pieces: () => AsyncGenerator<Uint8Array>;
}

/** A file to read: of a ticket this person sees, or one they have uploaded for a form still open. @throws AppError `not_found` */
export async function openAttachment(actor: Can<"feedback.readOwn">, id: string): Promise<OpenAttachment> {
  const file = await db.attachment.findFirst({
    where: {
      id,
      projectId: projectIdOf(actor) ?? nobody,
      arrived: true,
      OR: [{ feedback: visibleTo(actor) }, { feedbackId: null, uploadedById: actor.personId ?? nobody }],
    },
    select: { name: true, bytes: true, contentType: true },
  });
  if (!file) throw noSuchFile();
  return { ...file, pieces: () => piecesOf(id) };
}

async function* piecesOf(attachmentId: string): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    const where = { attachmentId_n: { attachmentId, n } };
    const row = await db.attachmentChunk.findUnique({ where, select: { data: true } });
    if (!row) return;
    yield row.data;
  }
}
