import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

/** What "is me" means for this person; nobody for machines. */
export async function usernameOf(actor: Actor): Promise<string | undefined> {
  if (!actor.personId) return undefined;
  const person = await db.user.findUnique({ where: { id: actor.personId }, select: { username: true } });
  return person?.username;
}
