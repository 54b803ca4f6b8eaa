import { z } from "zod";
import { listSimilarTickets } from "@/lib/feedback/similar";
import { route } from "@/lib/web/route";

// Fewer letters are in too many titles to mean anything.
const title = z.string().trim().min(4).max(500);

/** Tickets that say about the same as `title`; `type` is the key of the feedback type. */
export const GET = route("feedback.submit", async ({ actor, query }) => {
  const asked = title.safeParse(query.get("title") ?? "");
  return asked.success ? listSimilarTickets(actor, { typeKey: query.get("type") ?? "", title: asked.data }) : [];
});
