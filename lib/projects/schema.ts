import { z } from "zod";
import { projectRoles } from "@/lib/auth/permissions";
import { timeZone } from "@/lib/community/schema";

export const projectKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "Use lower-case letters, digits and hyphens, beginning with a letter.");

export const projectInput = z.strictObject({
  name: z.string().trim().min(1, "Give the project a name.").max(100, "Use at most 100 characters."),
  key: projectKey,
  description: z.string().trim().max(2000, "Use at most 2,000 characters.").default(""),
  timeZone,
  state: z.enum(["draft", "active", "closed"]).default("active"),
  /** Others start from it; its own listeners, triggers and schedules do nothing. */
  isTemplate: z.boolean().default(false),
});

export type ProjectInput = z.output<typeof projectInput>;

/** The key is part of addresses and stays. */
export const projectChange = projectInput.omit({ key: true });

export type ProjectChange = z.output<typeof projectChange>;

export const memberInput = z.strictObject({
  /** E-mail address or username. */
  user: z.string().trim().min(1, "Give an e-mail address or a username.").max(320),
  role: z.enum(projectRoles),
});

export type MemberInput = z.output<typeof memberInput>;
