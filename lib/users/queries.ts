import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { preferences, type Preferences } from "./schema";

export interface PersonSettings {
  email: string;
  username: string;
  timeZone: string | null;
  preferences: Preferences;
}

/** The signed-in person's own settings; null when the account went away meanwhile. */
export async function getPerson(actor: Can<"preferences.write">): Promise<PersonSettings | null> {
  if (!actor.personId) return null;
  const row = await db.user.findUnique({
    where: { id: actor.personId },
    select: { email: true, username: true, timeZone: true, preferences: true },
  });
  return row && { ...row, preferences: preferences.parse(row.preferences) };
}

/** Is there anyone who can sign in as community manager, other than the sample's people? */
export async function hasOwner(): Promise<boolean> {
  const owner = await db.user.findFirst({
    where: { communityRole: "community_manager", state: "active", isSample: false },
    select: { id: true },
  });
  return owner !== null;
}
