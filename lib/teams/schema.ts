import { z } from "zod";

export const teamInput = z.strictObject({
  name: z.string().trim().min(1, "Give the team a name.").max(100, "Use at most 100 characters."),
  description: z.string().trim().max(1000, "Use at most 1,000 characters.").default(""),
  /** How much the tickets of its people count: 2 is twice as much. */
  impactFactor: z
    .number({ error: "Give the impact factor as a number from 0 to 100." })
    .min(0, "Use 0 or more.")
    .max(100, "Use at most 100.")
    .default(1),
});

/** What is left out is as on a new team. */
export type TeamInput = z.input<typeof teamInput>;

export const teamMemberInput = z.strictObject({
  teamId: z.uuid(),
  /** E-mail address or username. */
  user: z.string().trim().min(1, "Give an e-mail address or a username.").max(320),
});

export type TeamMemberInput = z.output<typeof teamMemberInput>;
