import { z } from "zod";
import { ticketChange } from "@/lib/feedback/schema";
import { webhookAction, webhookActionInput } from "@/lib/webhooks/schema";

/** What a macro is: kept in its versions, read by the editor and by the runs. Browser-safe. */

const template = (most: number) =>
  z.string().max(most, { error: `Use at most ${most.toLocaleString("en")} characters.` });
const written = (most: number, missing: string) =>
  template(most).refine((text) => text.trim() !== "", { error: missing });

const shared = {
  /** Stable over versions: results, deliveries and the log name an action by it. */
  id: z.uuid(),
  enabled: z.boolean().default(true),
  /** Waits for the final state of the macro's webhooks and is skipped unless all of them were delivered. */
  onlyIfWebhookSucceeded: z.boolean().default(false),
};

export const setField = z.strictObject({
  ...shared,
  kind: z.literal("set_field"),
  fieldKey: z.string().min(1, { error: "Choose a field." }).max(60),
  /** A template; its text is read as the field's type, empty clears the field. */
  value: template(20_000).default(""),
});

export const setStatus = z.strictObject({
  ...shared,
  kind: z.literal("set_status"),
  statusKey: z.string().min(1, { error: "Choose a status." }).max(60),
});

export const addPoints = z.strictObject({
  ...shared,
  kind: z.literal("add_points"),
  /** A rank's points, or else `points`. On a ticket the submitter gets them. */
  rankId: z.uuid().nullable().default(null),
  points: z
    .number({ error: "Enter a whole number." })
    .int({ error: "Enter a whole number." })
    .min(-1_000_000)
    .max(1_000_000)
    .nullable()
    .default(null),
  reason: template(500).default(""),
});

export const addComment = z.strictObject({
  ...shared,
  kind: z.literal("add_comment"),
  /** On a ticket: a reply is seen by whoever sees the ticket, a note by staff only. A user's comments are notes always. */
  as: z.enum(["reply", "note"]).default("reply"),
  body: written(20_000, "Write the comment."),
});

export const email = z.strictObject({
  ...shared,
  kind: z.literal("email"),
  /** The user, or on a ticket its submitter; or fixed addresses, each of which gets one mail per record. */
  to: z.enum(["target", "addresses"]).default("target"),
  addresses: z
    .array(z.email({ error: "This is not an e-mail address." }))
    .max(20, { error: "Use at most 20 addresses." })
    .default([]),
  subject: written(250, "Write a subject."),
  body: written(50_000, "Write the mail."),
});

/** Every kind but the webhook, whose stored form differs from what the editor sends. */
const plainActions = [setField, setStatus, addPoints, addComment, email] as const;

export const macroAction = z.discriminatedUnion("kind", [...plainActions, webhookAction]);
export type MacroAction = z.infer<typeof macroAction>;
export type ActionKind = MacroAction["kind"];
export type ActionOf<Kind extends ActionKind> = Extract<MacroAction, { kind: Kind }>;

export const macroActionInput = z.discriminatedUnion("kind", [...plainActions, webhookActionInput]);
export type MacroActionInput = z.infer<typeof macroActionInput>;

const unique = { error: "Two actions have the same id." };
const hasUniqueIds = (actions: { id: string }[]) => new Set(actions.map(({ id }) => id)).size === actions.length;

/** As stored in a version. */
export const macroActions = z.array(macroAction).max(30).refine(hasUniqueIds, unique);

export const macroTargets = ["user", "feedback"] as const;
export type MacroTarget = (typeof macroTargets)[number];

export const macroKey = z
  .string()
  .max(60, { error: "Use at most 60 characters." })
  .regex(/^[a-z][a-z0-9_-]*$/, { error: "Use lower-case letters, digits, - and _, beginning with a letter." });

/** What the editor sends. */
export const macroInput = z.strictObject({
  name: z.string().trim().min(1, { error: "Give the macro a name." }).max(120),
  description: z.string().max(10_000).default(""),
  key: macroKey,
  enabled: z.boolean().default(true),
  /** In the menus of a record and of a list, for people who may run macros. */
  showAsAction: z.boolean().default(false),
  /** With `showAsAction`: only for these teams; none means everyone who may run macros. */
  teamIds: z.array(z.uuid()).max(200).default([]),
  runOnce: z.boolean().default(false),
  confirm: z.boolean().default(false),
  actions: z
    .array(macroActionInput)
    .max(30, { error: "A macro has at most 30 actions." })
    .refine(hasUniqueIds, unique)
    .default([]),
});
export type MacroInput = z.infer<typeof macroInput>;
export type MacroDraft = z.input<typeof macroInput>;

/** Of what a macro runs on: users of its scope, or tickets of one type. */
export const macroHome = z.discriminatedUnion("target", [
  z.strictObject({ target: z.literal("user") }),
  z.strictObject({ target: z.literal("feedback"), typeId: z.uuid() }),
]);
export type MacroHome = z.infer<typeof macroHome>;

/** What became of one action for one record. */
export const actionResult = z.strictObject({
  state: z.enum(["done", "failed", "skipped", "waiting"]),
  message: z.string().optional(),
  /** The webhook whose failure made us skip it; should that be delivered after all, the action is done then. */
  blockedBy: z.uuid().optional(),
  /** What takes it back: the ticket as it was and as it became, or the entry in the ledger. */
  undo: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("ticket"), before: ticketChange, after: ticketChange }),
      z.strictObject({ kind: z.literal("points"), entryId: z.uuid() }),
    ])
    .optional(),
});
export type ActionResult = z.infer<typeof actionResult>;

export const actionResults = z.record(z.uuid(), actionResult);
export type ActionResults = z.infer<typeof actionResults>;

/** What can be taken back from a run. The rest others have, or have read. */
export const reversible: Record<ActionKind, boolean> = {
  set_field: true,
  set_status: true,
  add_points: true,
  add_comment: false,
  webhook: false,
  email: false,
};

/** The words on screen. */
export const actionLabels: Record<ActionKind, string> = {
  set_field: "Set field",
  set_status: "Set status",
  add_points: "Add points",
  add_comment: "Add comment",
  webhook: "Trigger webhooks",
  email: "Send e-mail",
};
