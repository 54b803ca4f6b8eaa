import { may, type Actor, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** @throws AppError `forbidden`, naming the people who may make and change API keys */
export async function keyMaker(actor: Actor): Promise<Can<"apiKeys.read">> {
  if (may(actor, "apiKeys.write")) return also(actor, "apiKeys.read");
  const refused = refusalOf(actor);
  const managers = await db.user.findMany({
    where: { communityRole: "community_manager", state: "active" },
    select: { username: true, firstName: true, lastName: true },
    orderBy: { username: "asc" },
    take: 5,
  });
  const names = managers.map(({ username, firstName, lastName }) => `${firstName} ${lastName}`.trim() || username);
  const who = new Intl.ListFormat("en", { type: "disjunction" }).format(names);
  throw new AppError(
    "forbidden",
    `${refused} API keys are made and changed by community managers: ask ${who}. As a project manager you can use a key that exists in your external listeners.`,
  );
}

/** What is said everywhere to who lacks this right. */
function refusalOf(actor: Actor): string {
  try {
    also(actor, "apiKeys.read");
    return "";
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
