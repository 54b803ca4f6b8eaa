import { exportEntries } from "@/lib/audit/export-entries";
import { auditQuestion } from "@/lib/audit/schema";
import { invalid } from "@/lib/errors/invalid";
import { route } from "@/lib/web/route";

/** The audit log, as it was narrowed on screen, as a file. */
export const GET = route("audit.read", ({ actor, query, request }) => {
  const question = auditQuestion.safeParse(Object.fromEntries(query));
  if (!question.success) throw invalid(question.error);
  return exportEntries(actor, question.data, request);
});
