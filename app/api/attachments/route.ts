import { invalid } from "@/lib/errors/invalid";
import { attachmentLimits, attachmentName } from "@/lib/feedback/attachment-schema";
import { receiveAttachment, tooLarge } from "@/lib/feedback/receive-attachment";
import { arriving } from "@/lib/web/arriving";
import { route } from "@/lib/web/route";

/** Takes in the file that is the body, for a ticket that is still being written. Answers its card. */
export const POST = route("feedback.submit", ({ actor, query, request }) => {
  const name = attachmentName.safeParse(query.get("name") ?? "");
  if (!name.success) throw invalid(name.error);
  if (Number(request.headers.get("content-length") ?? 0) > attachmentLimits.bytes) throw tooLarge(name.data);
  return receiveAttachment(actor, name.data, arriving(request.body));
});
