import { z } from "zod";

/** What a reader answers to "Did this answer your question?". */
export const helpAnswerInput = z.strictObject({ slug: z.string().min(1).max(100), helpful: z.boolean() });

/** What a reader adds to an answer already given. */
export const helpNoteInput = z.strictObject({
  id: z.uuid(),
  note: z
    .string()
    .trim()
    .min(1, { error: "Write a note." })
    .max(2000, { error: "Keep the note under 2,000 characters." }),
});

export type HelpAnswerInput = z.infer<typeof helpAnswerInput>;
export type HelpNoteInput = z.infer<typeof helpNoteInput>;
