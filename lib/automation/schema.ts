import { z } from "zod";
import { recordEventKinds, type RecordEventKind } from "@/lib/events/schema";
import type { MacroTarget } from "@/lib/macros/schema";

/** The words on screen for what starts a macro. */
export const eventLabels: Record<RecordEventKind, string> = {
  feedback_submitted: "Feedback submitted",
  feedback_modified: "Feedback modified",
  user_registered: "User registered",
  user_joined: "User joined the project",
  profile_changed: "Profile changed",
  team_changed: "Team changed",
  external_data_changed: "External data changed",
};

/** What a trigger of these records can be set to. Nobody joins the community: there they register. */
export function eventsOf(target: MacroTarget, isCommunity: boolean): readonly RecordEventKind[] {
  if (target === "feedback") return ["feedback_submitted", "feedback_modified"];
  return isCommunity
    ? ["user_registered", "profile_changed", "team_changed", "external_data_changed"]
    : ["user_joined", "profile_changed", "team_changed", "external_data_changed"];
}

/** Which events say what changed, so that a trigger can ask for certain fields. */
export function saysChanges(event: RecordEventKind): boolean {
  return changeable[event] !== undefined;
}

/** Whether the event can say of this field that it changed. */
export function mayChange(event: RecordEventKind, path: string): boolean {
  return (changeable[event] ?? []).some((prefix) => path === prefix || path.startsWith(`${prefix}.`));
}

const changeable: Partial<Record<RecordEventKind, string[]>> = {
  feedback_modified: [
    ...["title", "field", "status", "resolution", "visibility", "blocked", "duplicate_of", "attachments"].map(
      (part) => `feedback.${part}`,
    ),
    "external",
  ],
  profile_changed: ["user.profile"],
  external_data_changed: ["external"],
};

export const triggerInput = z.strictObject({
  id: z.uuid().nullable().default(null),
  /** Of a trigger for tickets. */
  feedbackTypeId: z.uuid().nullable().default(null),
  name: z
    .string()
    .trim()
    .min(1, { error: "Give the trigger a name." })
    .max(120, { error: "Use at most 120 characters." }),
  description: z.string().trim().max(2_000, { error: "Use at most 2,000 characters." }).default(""),
  macroId: z.uuid({ error: "Choose a macro." }),
  event: z.enum(recordEventKinds, { error: "Choose what starts the macro." }),
  /** One of these must have changed; none means any. */
  fields: z.array(z.string().max(200)).max(50).default([]),
  /** With exactly one field: what it must have become, as people read it. */
  newValue: z.string().trim().max(500, { error: "Use at most 500 characters." }).nullable().default(null),
  filterId: z.uuid().nullable().default(null),
  enabled: z.boolean().default(true),
});
export type TriggerInput = z.infer<typeof triggerInput>;
export type TriggerDraft = z.input<typeof triggerInput>;

export const triggerSwitch = z.strictObject({ id: z.uuid(), enabled: z.boolean() });

export const triggerOutcomes = [
  "ran",
  "off",
  "other_fields",
  "other_value",
  "not_matching",
  "once_per_chain",
  "refused",
] as const;
export type TriggerOutcome = (typeof triggerOutcomes)[number];

/** What is kept of a verdict besides its outcome. */
export const verdictDetail = z.strictObject({
  /** The run that was started. */
  runId: z.uuid().optional(),
  /** In words, what the trigger asked and the record held. */
  reason: z.string().optional(),
});
export type VerdictDetail = z.infer<typeof verdictDetail>;
