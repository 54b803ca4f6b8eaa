import { z } from "zod";

export const teamInput = z.strictObject({
  name: z.string().trim().min(1, "Give the team a name.").max(100, "Use at most 100 characters."),
  description: z.string().trim().max(1000, "Use at most 1,000 characters.").default(""),
});

export type TeamInput = z.output<typeof teamInput>;

export const teamMemberInput = z.strictObject({
  teamId: z.uuid(),
  /** E-mail address or username. */
  user: z.string().trim().min(1, "Give an e-mail address or a username.").max(320),
});

export type TeamMemberInput = z.output<typeof teamMemberInput>;
