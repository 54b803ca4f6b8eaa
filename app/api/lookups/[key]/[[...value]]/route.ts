import { answerPull } from "@/lib/data-packages/answer-pull";
import { readPullRequest } from "@/lib/data-packages/read-request";

export const dynamic = "force-dynamic";

async function handle(request: Request): Promise<Response> {
  // Written by our own front.
  const ip = request.headers.get("x-forwarded-for") ?? "";
  return answerPull(readPullRequest("lookup", request, ip));
}

export { handle as GET, handle as HEAD };
