import { usersOf } from "@/lib/sources/load-source";
import { answerGroups } from "@/lib/views/answer-list";
import { route } from "@/lib/web/route";

export const GET = route("users.read", async ({ actor, query }) => answerGroups(actor, await usersOf(actor), query));
