import { z } from "zod";

const whole = { error: "Enter a whole number." };

/** A named number of points: "Bug hunter", +10. */
export const rankInput = z.strictObject({
  name: z.string().trim().min(1, "Give the rank a name.").max(100, "Use at most 100 characters."),
  points: z
    .number(whole)
    .int(whole)
    .min(-1_000_000, "Enter at least −1,000,000.")
    .max(1_000_000, "Enter at most 1,000,000.")
    .refine((points) => points !== 0, "Enter a number other than 0."),
});

export type RankInput = z.output<typeof rankInput>;
