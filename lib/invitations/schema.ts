import { z } from "zod";
import { communityRoles, projectRoles, type Role } from "@/lib/auth/permissions";
import { emailAddress, password } from "@/lib/users/schema";

/** How long a link works. */
export const invitationDays = 7;

const mostAddresses = 200;

/** Several at once, each on a line of its own or set apart by spaces, commas or semicolons; doubles are one. */
const addresses = z
  .union([z.string(), z.array(z.string()).transform((list) => list.join(" "))])
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))])
  .refine((list) => list.length > 0, "Give at least one e-mail address.")
  .refine((list) => list.length <= mostAddresses, `Invite at most ${mostAddresses} people at once.`);

/** Into a project, with a role there and its teams. */
export const projectInvite = z.strictObject({
  emails: addresses,
  role: z.enum(projectRoles),
  teamIds: z.array(z.uuid()).max(200).default([]),
});
export type ProjectInvite = z.output<typeof projectInvite>;

/** Into the community. */
export const communityInvite = z.strictObject({ emails: addresses, role: z.enum(communityRoles) });
export type CommunityInvite = z.output<typeof communityInvite>;

export const oneAddress = emailAddress;

export const invitationResults = ["invited", "renewed", "already in", "switched off", "not an address"] as const;
export type InvitationResult = (typeof invitationResults)[number];

/** What became of one address. */
export interface Invited {
  email: string;
  result: InvitationResult;
}

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  teams: string[];
  invitedBy: string;
  sentAt: string;
  expiresAt: string;
  isExpired: boolean;
}

const name = z.string().trim().max(200, "Use at most 200 characters.");

/** What somebody new gives of themselves. Without a password they sign in by single sign-on. */
export const newcomer = z.strictObject({
  firstName: name.default(""),
  lastName: name.default(""),
  password: password.optional(),
});
export const newcomerWithPassword = newcomer.extend({ password });
export type Newcomer = z.output<typeof newcomer>;

/** What the page behind a link shows. */
export type InvitationView =
  | { state: "unknown" | "used" | "expired" | "withdrawn" }
  | {
      state: "open";
      email: string;
      community: string;
      /** Null for the community itself. */
      project: string | null;
      role: Role;
      invitedBy: string;
      /** Of the address: none yet, one to sign in with, or one that is switched off. */
      account: "none" | "active" | "disabled";
    };
