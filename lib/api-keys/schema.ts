import { z } from "zod";
import { isAddressOrRange } from "./ip-list";

const line = z
  .string()
  .trim()
  .refine((text) => !/\p{Cc}/u.test(text), "Use one line of plain text.");

export const apiKeyInput = z.strictObject({
  name: line.min(1, "Give the key a name.").max(100, "Use at most 100 characters."),
  description: z.string().trim().max(2000, "Use at most 2,000 characters.").default(""),
  /** Free text by which people recognise the key in other systems. */
  prefix: line.max(20, "Use at most 20 characters.").default(""),
  /** Single addresses or ranges; empty allows all. */
  allowedIps: z
    .array(z.string().trim().refine(isAddressOrRange, "Enter an IP address or a range such as 203.0.113.0/24."))
    .max(100, "List at most 100 addresses.")
    .default([]),
  /** Told when the key is used, at most once a day. */
  notifyEmail: z.email("Enter an e-mail address.").nullable().default(null),
  /** Null never expires. */
  expiresAt: z.iso.datetime({ offset: true, error: "Choose a date." }).nullable().default(null),
});

export type ApiKeyInput = z.infer<typeof apiKeyInput>;

export const apiKeyChange = apiKeyInput.extend({ id: z.uuid() });

/** How long the key before a rotation, and every address made from it, goes on working. */
export const apiKeyRotation = z.strictObject({
  id: z.uuid(),
  overlapDays: z.int("Enter whole days.").min(0, "Enter 0 days or more.").max(90, "Enter at most 90 days.").default(7),
});

export const apiKeySwitch = z.strictObject({ id: z.uuid(), enabled: z.boolean() });

export type ApiKeyState = "usable" | "off" | "expired" | "revoked";

export const apiKeyStateLabel: Record<ApiKeyState, string> = {
  usable: "Usable",
  off: "Switched off",
  expired: "Expired",
  revoked: "Revoked",
};

/** What is called with a key. */
export type ApiKeyUser = "listener" | "package" | "lookup";

export interface ApiKeyRow {
  id: string;
  name: string;
  description: string;
  prefix: string;
  allowedIps: string[];
  notifyEmail: string | null;
  enabled: boolean;
  expiresAt: string | null;
  state: ApiKeyState;
  createdAt: string;
  lastUsedAt: string | null;
  lastUsedIp: string | null;
  /** Secrets that still work, newest first; never the secrets themselves. */
  secrets: { version: number; publicId: string; last4: string; createdAt: string; validUntil: string | null }[];
  usedBy: { kind: ApiKeyUser; id: string; name: string; key: string; projectKey: string | null }[];
}

/** A key just made or rotated. `key` is told this once and kept nowhere. */
export interface NewApiKey {
  id: string;
  key: string;
}
