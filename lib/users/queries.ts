import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { preferences, type Preferences } from "./schema";

export interface PersonSettings {
  email: string;
  username: string;
  timeZone: string | null;
  preferences: Preferences;
  emailOptOut: boolean;
  /** As a form shows it. */
  profile: Record<string, string | boolean | null>;
}

/** The signed-in person's own settings; null when the account went away meanwhile. */
export async function getPerson(actor: Can<"preferences.write">): Promise<PersonSettings | null> {
  if (!actor.personId) return null;
  const row = await db.user.findUnique({
    where: { id: actor.personId },
    select: { email: true, username: true, timeZone: true, preferences: true, emailOptOut: true, profile: true },
  });
  return row && { ...row, preferences: preferences.parse(row.preferences), profile: profileForForm(row.profile) };
}

/** An account as a community manager changes it. @throws AppError `not_found` */
export async function getAccount(actor: Can<"users.write">, id: string) {
  const account = await db.user.findUnique({
    where: { id },
    select: {
      id: true,
      email: true,
      username: true,
      firstName: true,
      lastName: true,
      communityRole: true,
      state: true,
    },
  });
  if (!account || account.state === "deleted") throw new AppError("not_found", "There is no such user.");
  return { ...account, state: account.state, isOneself: id === actor.personId };
}

/** Is there anyone who can sign in as community manager, other than the sample's people? */
export async function hasOwner(): Promise<boolean> {
  const owner = await db.user.findFirst({
    where: { communityRole: "community_manager", state: "active", isSample: false },
    select: { id: true },
  });
  return owner !== null;
}

/** Stored profile values as inputs take them. */
export function profileForForm(stored: unknown): Record<string, string | boolean | null> {
  return Object.fromEntries(
    Object.entries(stored as Record<string, unknown>).map(([key, value]) => [
      key,
      typeof value === "boolean" ? value : profileText(value),
    ]),
  );
}

/** A stored profile value as text; null when empty. */
export function profileText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
