import { exportRun } from "@/lib/perform-action/export-run";
import { recordsQuestion } from "@/lib/perform-action/schema";
import { invalid } from "@/lib/errors/invalid";
import { route } from "@/lib/web/route";

/** The verdicts of a run as a file. */
export const GET = route("runs.read", ({ actor, request, param }) => {
  const question = recordsQuestion.safeParse({ runId: param("run") });
  if (!question.success) throw invalid(question.error);
  return exportRun(actor, question.data.runId, request);
});
