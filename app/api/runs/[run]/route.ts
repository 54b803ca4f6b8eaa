import { watchRun } from "@/lib/perform-action/queries";
import { recordsQuestion } from "@/lib/perform-action/schema";
import { invalid } from "@/lib/errors/invalid";
import { route } from "@/lib/web/route";

/** A run as it stands, with one page of its records. */
export const GET = route("runs.read", async ({ actor, query, param }) => {
  const question = recordsQuestion.safeParse({
    runId: param("run"),
    state: query.get("state") ?? undefined,
    after: query.get("after") ?? undefined,
  });
  if (!question.success) throw invalid(question.error);
  return watchRun(actor, question.data);
});
