import { invalid } from "@/lib/errors/invalid";
import { callQuestion, listCalls } from "@/lib/listeners/calls";
import { route } from "@/lib/web/route";

export const GET = route("logs.read", async ({ actor, query }) => {
  const { project: _project, ...asked } = Object.fromEntries(query);
  const question = callQuestion.safeParse(asked);
  if (!question.success) throw invalid(question.error);
  return listCalls(actor, question.data);
});
