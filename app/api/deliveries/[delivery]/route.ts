import { z } from "zod";
import { invalid } from "@/lib/errors/invalid";
import { readDelivery } from "@/lib/macros/webhook-log";
import { route } from "@/lib/web/route";

/** One delivery with all of its tries. */
export const GET = route("logs.read", ({ actor, param }) => {
  const id = z.uuid().safeParse(param("delivery"));
  if (!id.success) throw invalid(id.error);
  return readDelivery(actor, id.data);
});
