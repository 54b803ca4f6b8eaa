import { projectIdOf } from "@/lib/auth/actor";
import { loadSource } from "@/lib/sources/load-source";
import { answerRecord } from "@/lib/views/answer-record";
import { route } from "@/lib/web/route";

/** By id, username or e-mail address; the list's own parameters say which list is meant. */
export const GET = route("users.read", async ({ actor, query, param }) =>
  answerRecord(actor, await loadSource({ kind: "users", projectId: projectIdOf(actor) }), query, param("record")),
);
