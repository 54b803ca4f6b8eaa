import { z } from "zod";
import { ticketChange } from "@/lib/feedback/schema";
import { webhookAction, webhookActionInput } from "@/lib/webhooks/schema";
import { ownActions } from "./own-actions";

/** What a macro is: kept in its versions, read by the editor and by the runs. Browser-safe. */

export const macroAction = z.discriminatedUnion("kind", [...ownActions, webhookAction]);
export type MacroAction = z.infer<typeof macroAction>;
export type ActionKind = MacroAction["kind"];
export type ActionOf<Kind extends ActionKind> = Extract<MacroAction, { kind: Kind }>;

export const macroActionInput = z.discriminatedUnion("kind", [...ownActions, webhookActionInput]);
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
  /** What takes it back: the ticket as it was and as it became, the teams that were joined and left, or the entry in the ledger. */
  undo: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("ticket"), before: ticketChange, after: ticketChange }),
      z.strictObject({
        kind: z.literal("teams"),
        userId: z.uuid(),
        joined: z.array(z.uuid()),
        left: z.array(z.uuid()),
      }),
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
  set_resolution: true,
  set_visibility: true,
  set_blocked: true,
  add_to_team: true,
  remove_from_team: true,
  move_team: true,
  add_points: true,
  add_comment: false,
  webhook: false,
  email: false,
  run_macro: false,
  remove_from_project: false,
  delete_user: false,
};

/** After this the person is not here any more. */
export function takesPersonAway(kind: ActionKind): boolean {
  return kind === "remove_from_project" || kind === "delete_user";
}

/** The words on screen. */
export const actionLabels: Record<ActionKind, string> = {
  set_field: "Set field",
  set_status: "Set status",
  set_resolution: "Set resolution",
  set_visibility: "Set visibility",
  set_blocked: "Set blocked",
  add_to_team: "Add to team",
  remove_from_team: "Remove from team",
  move_team: "Move to another team",
  add_points: "Add points",
  add_comment: "Add comment",
  webhook: "Trigger webhooks",
  email: "Send e-mail",
  run_macro: "Run another macro",
  remove_from_project: "Remove from project",
  delete_user: "Delete the user",
};
