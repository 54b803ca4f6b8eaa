import { z } from "zod";

/** What testers and staff may add to tickets. A piece is what one row of the database holds. */
export const attachmentLimits = {
  bytes: 25 * 1024 * 1024,
  perTicket: 10,
  /** Uploaded by one person and not yet part of a ticket. */
  waiting: 20,
  piece: 1024 * 1024,
} as const;

/** The name of a file as its owner's system gave it: without folders and control characters. */
export const attachmentName = z
  .string()
  .transform((name) =>
    (name.split(/[\\/]/).at(-1) ?? "")
      .normalize("NFC")
      .replace(/[\p{Cc}\p{Bidi_Control}]/gu, "")
      .trim()
      .slice(-200),
  )
  .pipe(z.string().min(1, "The file has no name. Rename it and choose it again."));

export interface AttachmentCard {
  id: string;
  name: string;
  bytes: number;
  /** Shown as a picture; anything else is downloaded. */
  isPicture: boolean;
}
