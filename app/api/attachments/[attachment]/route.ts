import { z } from "zod";
import { noSuchFile } from "@/lib/feedback/attachments";
import { openAttachment } from "@/lib/feedback/open-attachment";
import { route } from "@/lib/web/route";

/** A file of a ticket: pictures are shown, everything else is downloaded. */
export const GET = route("feedback.readOwn", async ({ actor, param }) => {
  const id = z.uuid().safeParse(param("attachment"));
  if (!id.success) throw noSuchFile();
  const { name, bytes, contentType, pieces } = await openAttachment(actor, id.data);
  const kind = contentType.startsWith("image/") ? "inline" : "attachment";
  const from = pieces();
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const next = await from.next();
      if (next.done) to.close();
      else to.enqueue(next.value);
    },
    cancel: async () => void (await from.return(undefined)),
  });
  return new Response(body, {
    headers: {
      "content-type": contentType,
      "content-length": String(bytes),
      // RFC 6266, with the name as RFC 8187 encodes it.
      "content-disposition": `${kind}; filename*=UTF-8''${encodeRfc8187(name)}`,
      // Written by strangers: it is taken for what it is said to be, a picture or nothing to show.
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=3600",
    },
  });
});

function encodeRfc8187(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
