import { usersOf } from "@/lib/sources/load-source";
import { answerCount } from "@/lib/views/answer-list";
import { route } from "@/lib/web/route";

export const GET = route("users.read", async ({ actor, query }) => answerCount(actor, await usersOf(actor), query));
