import { z } from "zod";
import { noSuchExport } from "@/lib/exports/commands";
import { contentDisposition } from "@/lib/exports/file-name";
import { openExport } from "@/lib/exports/open-export";
import { route } from "@/lib/web/route";

/** One's own file, a download. Asked for its head alone, it says whether there is one. */
export const GET = route("home.read", async ({ actor, param, request }) => {
  const id = z.uuid().safeParse(param("file"));
  if (!id.success) throw noSuchExport();
  const { fileName, bytes, contentType, pieces } = await openExport(actor, id.data);
  const from = pieces();
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const next = await from.next();
      if (next.done) to.close();
      else to.enqueue(next.value);
    },
    cancel: async () => void (await from.return(undefined)),
  });
  return new Response(request.method === "HEAD" ? null : body, {
    headers: {
      "content-type": contentType,
      "content-length": String(bytes),
      "content-disposition": contentDisposition(fileName),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});
