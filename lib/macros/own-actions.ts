import { z } from "zod";

/** The actions whose effect is in our own database, as the editor sends them and as versions keep them. Browser-safe. */

const template = (most: number) =>
  z.string().max(most, { error: `Use at most ${most.toLocaleString("en")} characters.` });
const written = (most: number, missing: string) =>
  template(most).refine((text) => text.trim() !== "", { error: missing });

/** What every action has. */
const shared = {
  /** Stable over versions: results, deliveries and the log name an action by it. */
  id: z.uuid(),
  enabled: z.boolean().default(true),
  /** Waits for the final state of the macro's webhooks and is skipped unless all of them were delivered. */
  onlyIfWebhookSucceeded: z.boolean().default(false),
};

const setField = z.strictObject({
  ...shared,
  kind: z.literal("set_field"),
  fieldKey: z.string().min(1, { error: "Choose a field." }).max(60),
  /** A template; its text is read as the field's type, empty clears the field. */
  value: template(20_000).default(""),
});

const setStatus = z.strictObject({
  ...shared,
  kind: z.literal("set_status"),
  statusKey: z.string().min(1, { error: "Choose a status." }).max(60),
});

const setResolution = z.strictObject({
  ...shared,
  kind: z.literal("set_resolution"),
  /** Null takes the resolution away. */
  resolutionKey: z.string().min(1, { error: "Choose a resolution." }).max(60).nullable(),
});

const setVisibility = z.strictObject({
  ...shared,
  kind: z.literal("set_visibility"),
  visibility: z.enum(["private", "public"]),
});

const setBlocked = z.strictObject({ ...shared, kind: z.literal("set_blocked"), blocked: z.boolean() });

const team = z.uuid({ error: "Choose a team." });

/** On a ticket the submitter is meant, here and in the other actions on people. */
const addToTeam = z.strictObject({ ...shared, kind: z.literal("add_to_team"), teamId: team });

const removeFromTeam = z.strictObject({ ...shared, kind: z.literal("remove_from_team"), teamId: team });

const moveTeam = z.strictObject({ ...shared, kind: z.literal("move_team"), fromTeamId: team, teamId: team });

const addPoints = z.strictObject({
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

const addComment = z.strictObject({
  ...shared,
  kind: z.literal("add_comment"),
  /** On a ticket: a reply is seen by whoever sees the ticket, a note by staff only. A user's comments are notes always. */
  as: z.enum(["reply", "note"]).default("reply"),
  body: written(20_000, "Write the comment."),
});

/** Subject and body are written here unless a template has them; that there is one of both is checked with the tags. */
const email = z.strictObject({
  ...shared,
  kind: z.literal("email"),
  /** The user, or on a ticket its submitter; or fixed addresses or a team's people, each of whom gets one mail per record. */
  to: z.enum(["target", "addresses", "team"]).default("target"),
  teamId: z.uuid().nullable().default(null),
  /** The e-mail template whose words are sent, as they are at that time; null for words of the action's own. */
  templateId: z.uuid({ error: "Choose a template." }).nullable().default(null),
  /** Goes to people who turned e-mails off as well. Fixed addresses have no such choice, and a template says it itself. */
  essential: z.boolean().default(false),
  addresses: z
    .array(z.email({ error: "This is not an e-mail address." }))
    .max(20, { error: "Use at most 20 addresses." })
    .default([]),
  subject: template(250).default(""),
  body: template(50_000).default(""),
});

/** On the same record, as a run of its own in the same chain. */
const runMacro = z.strictObject({
  ...shared,
  kind: z.literal("run_macro"),
  macroId: z.uuid({ error: "Choose a macro." }),
});

/** Both come last, wait for the final state of the macro's webhooks and always ask first. */
const removeFromProject = z.strictObject({ ...shared, kind: z.literal("remove_from_project") });

const deleteUser = z.strictObject({ ...shared, kind: z.literal("delete_user") });

/** Every kind but the webhook, whose stored form differs from what the editor sends. */
export const ownActions = [
  setField,
  setStatus,
  setResolution,
  setVisibility,
  setBlocked,
  addToTeam,
  removeFromTeam,
  moveTeam,
  addPoints,
  addComment,
  email,
  runMacro,
  removeFromProject,
  deleteUser,
] as const;
