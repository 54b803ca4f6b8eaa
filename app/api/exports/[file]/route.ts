import { z } from "zod";
import { noSuchExport } from "@/lib/exports/commands";
import { openExport } from "@/lib/exports/open-export";
import { downloadOf } from "@/lib/web/download";
import { route } from "@/lib/web/route";

/** One's own file, a download. Asked for its head alone, it says whether there is one. */
export const GET = route("home.read", async ({ actor, param, request }) => {
  const id = z.uuid().safeParse(param("file"));
  if (!id.success) throw noSuchExport();
  const { fileName: name, ...file } = await openExport(actor, id.data);
  return downloadOf(request, { name, ...file });
});
