import { z } from "zod";
import { isOftenerThanHourly, problemOfCron } from "@/lib/automation/cron-times";
import { requireWhole, timingShape } from "@/lib/automation/schedule-schema";
import { condition } from "@/lib/conditions/schema";
import { isMailAddress } from "@/lib/mail/address";
import { checkTemplate, describeProblem } from "@/lib/tags/check-template";
import { subjectTags } from "./subject-tags";

/** What one sending may ask for. */
export const distributionLimits = { addresses: 200, teams: 50, elements: 100, recipients: 1_000 } as const;

/** A person sends at most so many mails by hand in an hour. */
export const mailsPerHour = 2_000;

/** Days without a look at the report: its owner is warned, and it stops. */
export const sleepDays = { warning: 45, stop: 60 } as const;

/** What travels with the mail, in the words on screen. */
export const fileFormatLabels = { pdf: "PDF", xlsx: "Excel (XLSX)", csv: "CSV" } as const;
export type FileFormat = keyof typeof fileFormatLabels;
export const fileFormats = Object.keys(fileFormatLabels) as [FileFormat, ...FileFormat[]];

/** Typed one per line, or separated by commas; each kept once, in lower case. */
const addresses = z
  .string()
  .max(distributionLimits.addresses * 256, "That is too long.")
  .default("")
  .transform((text) => [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ])
  .superRefine((all, check) => {
    const wrong = all.find((address) => !isMailAddress(address));
    if (wrong !== undefined)
      check.addIssue({ code: "custom", message: `“${wrong.slice(0, 100)}” is not an e-mail address.`, input: all });
    else if (all.length > distributionLimits.addresses)
      check.addIssue({
        code: "custom",
        message: `Give at most ${distributionLimits.addresses} addresses.`,
        input: all,
      });
  });

const subject = z
  .string()
  .trim()
  .min(1, "Write a subject.")
  .max(200, "Use at most 200 characters.")
  .superRefine((text, check) => {
    const [problem] = checkTemplate(text, subjectTags, "text");
    if (problem) check.addIssue({ code: "custom", message: describeProblem(text, problem), input: text });
  });

const contentShape = {
  reportId: z.uuid(),
  /** With tags: `((report.name)) ((report.date))`. */
  subject,
  note: z.string().trim().max(2_000, "Use at most 2,000 characters.").default(""),
  formats: z
    .array(z.enum(fileFormats))
    .max(fileFormats.length)
    .default(["pdf", "xlsx"])
    .transform((chosen) => fileFormats.filter((format) => chosen.includes(format))),
  /** Empty: all of the report, with its headings and texts. */
  elementIds: z.array(z.uuid()).max(distributionLimits.elements, "Choose fewer elements, or all.").default([]),
};

/** What whoever sends it had chosen in the report's controls, of what is sent by hand. */
const chosen = condition.optional();

const recipientShape = {
  teamIds: z
    .array(z.uuid())
    .max(distributionLimits.teams, `Choose at most ${distributionLimits.teams} teams.`)
    .default([])
    .transform((ids) => [...new Set(ids)]),
  addresses,
};

export const defaultSubject = "((report.name)), ((report.date))";

export const distributionShape = {
  id: z.uuid().nullable().default(null),
  name: z.string().trim().min(1, "Give it a name.").max(120, "Use at most 120 characters."),
  ...contentShape,
  ...recipientShape,
  skipEmpty: z.boolean().default(true),
  ...timingShape,
};

export const distributionInput = z
  .strictObject(distributionShape)
  .superRefine(requireWhole)
  .superRefine(requireRecipients)
  .superRefine(requireHourlyAtMost);
export type DistributionInput = z.output<typeof distributionInput>;
export type DistributionDraft = z.input<typeof distributionInput>;

/** A distribution as the audit log keeps it: its addresses as a list, and maybe nobody who gets it. */
export const distributionVersion = z
  .strictObject({
    ...distributionShape,
    addresses: z.array(z.string().refine(isMailAddress)).max(distributionLimits.addresses),
  })
  .superRefine(requireWhole);

export const nobodyGetsIt = "Choose a team, or give an e-mail address.";

/** *E-mail this report*: at once, and once. */
export const mailNowInput = z
  .strictObject({ ...contentShape, ...recipientShape, chosen })
  .superRefine(requireRecipients);
export type MailNowInput = z.output<typeof mailNowInput>;
export type MailNowDraft = z.input<typeof mailNowInput>;

/** *Send me a test*: as the form stands, to whoever asks. */
export const testMailInput = z.strictObject({
  distributionId: z.uuid().nullable().default(null),
  ...contentShape,
  chosen,
});
export type TestMailInput = z.output<typeof testMailInput>;

/** What an issue keeps of what was asked for, so that a change meanwhile does not reach what is under way. */
export const issueRequest = z.strictObject({
  name: z.string(),
  subject: z.string(),
  note: z.string(),
  formats: z.array(z.enum(fileFormats)),
  elementIds: z.array(z.uuid()),
  teamIds: z.array(z.uuid()),
  addresses: z.array(z.string()),
  skipEmpty: z.boolean(),
  chosen,
});
export type IssueRequest = z.infer<typeof issueRequest>;

function requireHourlyAtMost(
  { rate, pattern }: { rate: string; pattern: string | null },
  check: z.RefinementCtx,
): void {
  if (rate !== "cron" || !pattern || problemOfCron(pattern) || !isOftenerThanHourly(pattern)) return;
  const message = "A distribution is sent at most once an hour. Give one minute, such as 0 in the first field.";
  check.addIssue({ code: "custom", path: ["pattern"], message, input: pattern });
}

function requireRecipients(
  { teamIds, addresses: given }: { teamIds: string[]; addresses: string[] },
  check: z.RefinementCtx,
): void {
  if (teamIds.length === 0 && given.length === 0)
    check.addIssue({
      code: "custom",
      path: ["addresses"],
      message: nobodyGetsIt,
      input: given,
    });
}
