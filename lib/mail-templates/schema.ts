import { z } from "zod";

/** What a macro mails, written once and used by many. Browser-safe. */

/** Of what a template speaks: users of its scope, or tickets of one type; without a type, of every type of the project. */
export const mailContext = z.discriminatedUnion("target", [
  z.strictObject({ target: z.literal("user") }),
  z.strictObject({ target: z.literal("feedback"), typeId: z.uuid().nullable() }),
]);
export type MailContext = z.infer<typeof mailContext>;

const written = (most: number, missing: string) =>
  z
    .string()
    .max(most, { error: `Use at most ${most.toLocaleString("en")} characters.` })
    .refine((text) => text.trim() !== "", { error: missing });

/** The words of a mail, with tags. */
export const mailWords = z.strictObject({
  subject: written(250, "Write a subject."),
  /** Markdown. */
  body: written(50_000, "Write the mail."),
  /** Instead of the text version that is made from the body. */
  text: written(50_000, "Write the text version, or have it made from the mail.").nullable().default(null),
});
export type MailWords = z.output<typeof mailWords>;

export const mailTemplateInput = mailWords.extend({
  name: z.string().trim().min(1, { error: "Give the template a name." }).max(120, {
    error: "Use at most 120 characters.",
  }),
  /** Goes to people who turned e-mails off as well. */
  essential: z.boolean().default(false),
});
export type MailTemplateInput = z.output<typeof mailTemplateInput>;
export type MailTemplateDraft = z.input<typeof mailTemplateInput>;

/** What the editor asks to see; the template need not be saved. */
export const mailPreviewQuestion = z.strictObject({
  context: mailContext,
  words: mailWords,
  essential: z.boolean(),
  /** The user or ticket whose values are shown. */
  recordId: z.uuid(),
});
export type MailPreviewQuestion = z.output<typeof mailPreviewQuestion>;
