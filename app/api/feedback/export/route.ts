import { also } from "@/lib/auth/authorize";
import { getFeedbackType } from "@/lib/feedback/types";
import { ticketsOf } from "@/lib/sources/load-source";
import { exportList } from "@/lib/views/export-list";
import { route } from "@/lib/web/route";

/** The list that the rest of the address describes, as CSV. `type` is the key of the feedback type. */
export const GET = route("feedback.read", async ({ actor, query, request }) => {
  const type = await getFeedbackType(also(actor, "types.read"), query.get("type") ?? "");
  return exportList(actor, await ticketsOf(actor, type), { query, request });
});
