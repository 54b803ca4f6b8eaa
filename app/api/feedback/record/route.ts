import { also } from "@/lib/auth/authorize";
import { getFeedbackType } from "@/lib/feedback/types";
import { ticketsOf } from "@/lib/sources/load-source";
import { answerRecord } from "@/lib/views/answer-record";
import { route } from "@/lib/web/route";

/** `named` is an id or a display id, `type` is the key of the feedback type, the list's other parameters say which list is meant. */
export const GET = route("feedback.read", async ({ actor, query }) => {
  const type = await getFeedbackType(also(actor, "types.read"), query.get("type") ?? "");
  return answerRecord(actor, await ticketsOf(actor, type), query, query.get("named") ?? "");
});
