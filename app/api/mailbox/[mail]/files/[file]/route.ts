import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { openMailFile } from "@/lib/mail/shown";
import { downloadOf } from "@/lib/web/download";
import { route } from "@/lib/web/route";

const asked = z.object({ mailId: z.uuid(), fileId: z.uuid() });

/** A file of a mail in the Mailbox, a download. */
export const GET = route("mailbox.read", async ({ actor, param, request }) => {
  const ids = asked.safeParse({ mailId: param("mail"), fileId: param("file") });
  if (!ids.success) throw new AppError("not_found", "There is no such file.");
  const { id: tag, name, contentType, bytes, pieces } = await openMailFile(actor, ids.data);
  return downloadOf(request, { name, contentType, bytes, pieces, tag });
});
