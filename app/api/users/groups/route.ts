import { projectIdOf } from "@/lib/auth/actor";
import { loadSource } from "@/lib/sources/load-source";
import { answerGroups } from "@/lib/views/answer-list";
import { route } from "@/lib/web/route";

export const GET = route("users.read", async ({ actor, query }) =>
  answerGroups(actor, await loadSource({ kind: "users", projectId: projectIdOf(actor) }), query),
);
