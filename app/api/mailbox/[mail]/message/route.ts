import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { mailAsFile } from "@/lib/mail/shown";
import { downloadOf } from "@/lib/web/download";
import { route } from "@/lib/web/route";

/** A mail of the Mailbox with everything that travels with it, as a file for mail programs. */
export const GET = route("mailbox.read", async ({ actor, param, request }) => {
  const id = z.uuid().safeParse(param("mail"));
  if (!id.success) throw new AppError("not_found", "There is no such mail.");
  const message = await mailAsFile(actor, id.data);
  return downloadOf(request, {
    name: "mail.eml",
    contentType: "message/rfc822",
    bytes: message.byteLength,
    pieces: () => onePiece(message),
  });
});

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
