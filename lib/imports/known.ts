import type { CommunityRole, ProjectRole } from "@/lib/auth/permissions";
import type { HeldValues } from "@/lib/external-data/save-values";

export interface Account {
  id: string;
  email: string;
  username: string;
  firstName: string;
  lastName: string;
  state: "active" | "disabled" | "deleted";
  communityRole: CommunityRole;
  profile: Record<string, unknown>;
  /** In the project of the import; null for who is not in it, and in the community. */
  role: ProjectRole | null;
  teamIds: ReadonlySet<string>;
}

/** What the database holds of whatever a few rows are about. `claims` and `managers` go on changing while they are judged. */
export interface Known {
  /** By e-mail address and by username, in which an "@" cannot stand. */
  accounts: ReadonlyMap<string, Account>;
  /** Tickets by display id; several only in the community, where projects share ids. */
  tickets: ReadonlyMap<string, { id: string; project: string }[]>;
  /** By group, then by record. */
  values: ReadonlyMap<string, ReadonlyMap<string, HeldValues["values"]>>;
  /** On which line of the file something was claimed before. */
  claims: Map<string, number>;
  /** How many active project managers there are. */
  managers: number;
}

export function heldOf(known: Known, groupId: string, recordId: string | null): HeldValues["values"] {
  return (recordId && known.values.get(groupId)?.get(recordId)) || {};
}

/** As usernames and e-mail addresses are stored. */
export function folded(name: string): string {
  return name.normalize("NFC").toLowerCase().trim();
}

// What a row lays claim to, so that a later one for the same is noticed.
export const recordClaim = (id: string) => `record ${id}`;
export const userClaim = (id: string) => `user ${id}`;
export const emailClaim = (email: string) => `email ${email}`;
export const usernameClaim = (username: string) => `username ${username}`;
