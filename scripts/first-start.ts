import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { baseUrl } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import { followOwnAddress } from "@/lib/sample/follow-own-address";
import { loadSample } from "@/lib/sample/programme";
import { clearHalfLoaded, hasOwnManager } from "@/lib/sample/remove";
import { createUser } from "@/lib/users/commands";
import { newUser } from "@/lib/users/schema";

/**
 * What an empty database needs: the sample programme, the first person; and what a changed address asks for. Returns the lines to print
 * for whoever started us.
 */
export async function firstStart(): Promise<string[]> {
  await clearHalfLoaded();
  const isEmpty = !(await db.user.findFirst({ select: { id: true } }));
  const lines = [...(await firstManager()), ...(isEmpty ? await sample() : [])];
  if ((await followOwnAddress()) > 0) lines.push(`The sample's macros now call the Echo at ${await baseUrl()}.`);
  return lines;
}

async function firstManager(): Promise<string[]> {
  if (!env.ADMIN_EMAIL || !env.ADMIN_PASSWORD || (await hasOwnManager())) return [];
  const actor = authorizeSystem(await scopeOf(null), "users.write", { via: "command line", name: "First start" });
  const input = { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD, communityRole: "community_manager" };
  await createUser(actor, newUser.parse(input));
  return [`Sign in as ${env.ADMIN_EMAIL} with the password of ADMIN_PASSWORD.`];
}

/** On unless told otherwise; a database of the operator's own gets it only when asked for. */
async function sample(): Promise<string[]> {
  if (!env.SAMPLE) return [];
  const { password } = await loadSample();
  return [
    "The sample programme is ready. Sign in as manager@example.com, support@example.com or participant@example.com",
    `with the password ${password}   (again later: npm run -s admin -- sample password)`,
  ];
}
