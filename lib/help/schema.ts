import { z } from "zod";

/** What a reader answers to "Did this answer your question?". */
export const helpAnswerInput = z.strictObject({
  slug: z.string().min(1).max(100),
  helpful: z.boolean(),
  note: z.string().trim().max(2000, { error: "Keep the note under 2,000 characters." }).default(""),
});

export type HelpAnswerInput = z.infer<typeof helpAnswerInput>;
