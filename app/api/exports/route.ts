import { z } from "zod";
import { listExports } from "@/lib/exports/queries";
import { route } from "@/lib/web/route";

/** One's own files of all places, newest first. `after` is the id of the last one before. */
export const GET = route("home.read", async ({ actor, query }) => {
  const after = z.uuid().safeParse(query.get("after"));
  return listExports(actor, after.success ? after.data : null);
});
