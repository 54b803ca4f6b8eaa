import { also } from "@/lib/auth/authorize";
import { getFeedbackType } from "@/lib/feedback/types";
import { ticketsOf } from "@/lib/sources/load-source";
import { answerGroups } from "@/lib/views/answer-list";
import { route } from "@/lib/web/route";

/** `type` is the key of the feedback type. */
export const GET = route("feedback.read", async ({ actor, query }) => {
  const type = await getFeedbackType(also(actor, "types.read"), query.get("type") ?? "");
  return answerGroups(actor, await ticketsOf(actor, type), query);
});
