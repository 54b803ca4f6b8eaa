import { z } from "zod";
import { invalid } from "@/lib/errors/invalid";
import { homeOf } from "@/lib/macros/home-of";
import { previewTags } from "@/lib/macros/preview";
import { route } from "@/lib/web/route";

/** What every tag prints for one record. */
export const GET = route("macros.read", ({ actor, query }) => {
  const recordId = z.uuid().safeParse(query.get("record"));
  if (!recordId.success) throw invalid(recordId.error);
  return previewTags(actor, { home: homeOf(query.get("type")), recordId: recordId.data });
});
