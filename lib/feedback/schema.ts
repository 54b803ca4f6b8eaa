import { z } from "zod";
import { attachmentLimits } from "./attachment-schema";

export const feedbackFieldTypes = ["text", "long_text", "number", "boolean", "date", "choice"] as const;
export const statusColors = ["gray", "blue", "indigo", "green", "yellow", "orange", "red"] as const;

const label = (what: string) =>
  z.string().trim().min(1, `Give the ${what} a name.`).max(100, "Use at most 100 characters.");
const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, "Use lower-case letters, digits and _, beginning with a letter.");

export const fieldOption = z.strictObject({
  value: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, "Use lower-case letters, digits, - and _."),
  label: label("option"),
  color: z.enum(statusColors).optional(),
  /** How much a ticket with this option counts: 2 is twice as much. Absent is 1. */
  weight: z
    .number({ error: "Give the weight as a number from 0 to 100." })
    .min(0, "Use 0 or more.")
    .max(100, "Use at most 100.")
    .nullish()
    .transform((weight) => weight ?? undefined),
});

export const feedbackFieldInput = z
  .strictObject({
    id: z.uuid().optional(),
    label: label("field"),
    key,
    type: z.enum(feedbackFieldTypes),
    options: z.array(fieldOption).max(200, "Use at most 200 options.").default([]),
    required: z.boolean().default(false),
    /** A line under the field in the form. */
    help: z.string().trim().max(300, "Use at most 300 characters.").default(""),
    /** Testers neither see nor fill it. */
    staffOnly: z.boolean().default(false),
  })
  .refine((field) => field.type !== "choice" || field.options.length > 0, {
    path: ["options"],
    error: "A choice needs at least one option.",
  });

export const feedbackStatusInput = z.strictObject({
  id: z.uuid().optional(),
  name: label("status"),
  key,
  color: z.enum(statusColors).default("gray"),
  isClosed: z.boolean().default(false),
  isDefault: z.boolean().default(false),
  /** The teams that may set it; with none, everyone who changes tickets. Project managers always may. */
  teamIds: z.array(z.uuid()).max(50, "Use at most 50 teams.").default([]),
});

/** How the work on a ticket ended: "Fixed", "Duplicate". */
export const feedbackResolutionInput = z.strictObject({ name: label("resolution"), key });

/** How much one of these adds to the popularity of a ticket. */
const weight = (what: string) =>
  z
    .int({ error: `Say how much a ${what} counts: a whole number from 0 to 100.` })
    .min(0, "Use 0 or more.")
    .max(100, "Use at most 100.");

export const feedbackTypeInput = z
  .strictObject({
    name: label("feedback type"),
    key: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,59}$/, "Use lower-case letters, digits and hyphens, beginning with a letter."),
    prefix: z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/, "Use one to ten capital letters or digits, for example BUG."),
    description: z.string().trim().max(2000, "Use at most 2,000 characters.").default(""),
    defaultVisibility: z.enum(["private", "public"]).default("private"),
    commentWeight: weight("comment").default(1),
    voteWeight: weight("vote").default(2),
    duplicateWeight: weight("duplicate").default(3),
    /** Whether testers may add files to their tickets. */
    takesFiles: z.boolean().default(true),
    fields: z.array(feedbackFieldInput).max(60, "Use at most 60 fields."),
    statuses: z.array(feedbackStatusInput).min(1, "Add at least one status.").max(40, "Use at most 40 statuses."),
    resolutions: z.array(feedbackResolutionInput).max(40, "Use at most 40 resolutions.").default([]),
  })
  .superRefine(requireWholeType);

interface TypeParts {
  fields: { key: string }[];
  statuses: { key: string; isDefault: boolean }[];
  resolutions: { key: string }[];
}

/** What the parts of a type ask of each other: no key twice, and one status for new tickets. */
export function requireWholeType(type: TypeParts, context: z.RefinementCtx): void {
  unique(type.fields, "fields", context);
  unique(type.statuses, "statuses", context);
  unique(type.resolutions, "resolutions", context);
  if (type.statuses.filter((status) => status.isDefault).length === 1) return;
  context.addIssue({ code: "custom", path: ["statuses"], message: "Choose exactly one status that new tickets get." });
}

export type FeedbackTypeInput = z.output<typeof feedbackTypeInput>;
export type FeedbackFieldInput = z.output<typeof feedbackFieldInput>;

export const fieldValue = z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]);

export const ticketInput = z.strictObject({
  title: z.string().trim().min(1, "Give the ticket a title.").max(500, "Use at most 500 characters."),
  values: z.record(z.string(), fieldValue).default({}),
  /** Files that this person has uploaded for it. */
  attachmentIds: z
    .array(z.uuid())
    .max(attachmentLimits.perTicket, `Add at most ${attachmentLimits.perTicket} files.`)
    .default([]),
});

/** What is left out is empty. */
export type TicketInput = z.input<typeof ticketInput>;

/** What may change on a ticket; a member that is absent stays as it is. */
export const ticketChange = z.strictObject({
  title: z.string().trim().min(1, "Give the ticket a title.").max(500, "Use at most 500 characters.").optional(),
  values: z.record(z.string(), fieldValue).optional(),
  statusKey: z.string().optional(),
  resolutionKey: z.string().nullable().optional(),
  visibility: z.enum(["private", "public"]).optional(),
  blocked: z.boolean().optional(),
  /** The display id of the ticket it says again; null for none. */
  duplicateOf: z.string().trim().max(40, "Use a ticket's id, such as BUG-42.").nullable().optional(),
});

export type TicketChange = z.output<typeof ticketChange>;

function unique(items: { key: string }[], path: string, context: z.RefinementCtx): void {
  items.forEach((item, index) => {
    if (items.findIndex((other) => other.key === item.key) === index) return;
    context.addIssue({ code: "custom", path: [path, index, "key"], message: `The key “${item.key}” is used twice.` });
  });
}
