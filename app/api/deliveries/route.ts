import { readWebhookLog } from "@/lib/macros/webhook-log";
import { readLogQuestion } from "@/lib/macros/webhook-log-schema";
import { route } from "@/lib/web/route";

/** A page of the Macro webhook log, with how many there are by state. */
export const GET = route("logs.read", ({ actor, query }) => readWebhookLog(actor, readLogQuestion(query)));
