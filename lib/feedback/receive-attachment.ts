import { randomUUIDv7 } from "node:crypto";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { attachmentLimits, type AttachmentCard } from "./attachment-schema";
import { pictureType } from "./picture-type";

/**
 * Takes in a file while it arrives, piece by piece, so that no more than one piece of it is in memory. It belongs to nobody's ticket yet;
 * nothing of it stays when it is refused or breaks off.
 * @throws AppError `too_large` above the limit; `too_many` while this person has others waiting; `invalid` for an empty file
 */
export async function receiveAttachment(
  actor: Can<"feedback.submit">,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<AttachmentCard> {
  const projectId = projectIdOf(actor);
  if (!projectId || !actor.personId) throw new AppError("not_found", "Files are added to the tickets of a project.");
  await requireFewWaiting(actor.personId);
  const id = randomUUIDv7();
  await db.attachment.create({
    data: { id, projectId, name, contentType: "", uploadedById: actor.personId },
    select: { id: true },
  });
  try {
    const { size, contentType } = await store(id, name, bytes);
    await db.attachment.update({
      where: { id },
      data: { bytes: size, contentType, arrived: true },
      select: { id: true },
    });
    return { id, name, bytes: size, isPicture: contentType.startsWith("image/") };
  } catch (error) {
    await db.attachment.deleteMany({ where: { id } });
    throw error;
  }
}

async function requireFewWaiting(personId: string): Promise<void> {
  const waiting = await db.attachment.count({ where: { uploadedById: personId, feedbackId: null } });
  if (waiting < attachmentLimits.waiting) return;
  throw new AppError(
    "too_many",
    `You have uploaded ${waiting} files that belong to no ticket yet. Submit the ticket first, or come back tomorrow.`,
  );
}

async function store(id: string, name: string, bytes: AsyncIterable<Uint8Array>) {
  const piece = Buffer.allocUnsafe(attachmentLimits.piece);
  let filled = 0;
  let pieces = 0;
  let size = 0;
  let contentType = "";
  const flush = async () => {
    if (filled === 0) return;
    const data = piece.subarray(0, filled);
    if (pieces === 0) contentType = pictureType(data);
    await db.attachmentChunk.create({ data: { attachmentId: id, n: pieces++, data }, select: { n: true } });
    filled = 0;
  };
  for await (let rest of bytes) {
    size += rest.length;
    if (size > attachmentLimits.bytes) throw tooLarge(name);
    while (rest.length > 0) {
      const taken = rest.subarray(0, piece.length - filled);
      piece.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled === piece.length) await flush();
    }
  }
  await flush();
  if (size === 0) throw new AppError("invalid", `“${name}” is empty.`);
  return { size, contentType };
}

/** Said before a byte was read where the sender says how many there are. */
export function tooLarge(name: string): AppError {
  const most = attachmentLimits.bytes / 1024 / 1024;
  return new AppError("too_large", `“${name}” is larger than ${most} MB. Make it smaller, or share it as a link.`);
}
