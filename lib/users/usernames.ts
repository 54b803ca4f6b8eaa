import { db } from "@/lib/db/client";

/** Usernames by id; who is gone is left out. */
export async function usernames(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  const users = await db.user.findMany({ where: { id: { in: known } }, select: { id: true, username: true } });
  return new Map(users.map(({ id, username }) => [id, username]));
}
