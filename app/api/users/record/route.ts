import { usersOf } from "@/lib/sources/load-source";
import { answerRecord } from "@/lib/views/answer-record";
import { route } from "@/lib/web/route";

/** `named` is an id, a username or an e-mail address; the list's own parameters say which list is meant. */
export const GET = route("users.read", async ({ actor, query }) =>
  answerRecord(actor, await usersOf(actor), query, query.get("named") ?? ""),
);
