import { z } from "zod";
import { acceptRules, type AcceptRule } from "./accept-schema";
import { line, parameter } from "./parameter";
import { signatureInput, type ShownSignature } from "./signature-schema";

/** What a call does to its target. */
export const listenerKinds = ["external_data", "macro", "comment"] as const;
export type ListenerKind = (typeof listenerKinds)[number];

export const listenerKindLabel: Record<ListenerKind, string> = {
  external_data: "External data",
  macro: "Macro execution",
  comment: "Add comment",
};

export const listenerTargets = ["user", "feedback", "project"] as const;
export type ListenerTarget = (typeof listenerTargets)[number];

/** `default`: a user's e-mail or username, a ticket's id or display id, a project's key. `external`: what an external data field holds. */
const byDefault = { by: z.literal("default") };
const byExternal = {
  by: z.literal("external"),
  field: z.string().regex(/^external\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, "Choose an external data field."),
};
const inValue = { in: z.literal("value") };
const inBody = { in: z.literal("body"), path: parameter };

/** Where a call names its target, and by what. A `VALUE` in the URL is taken in any case. */
export const listenerLookup = z.union([
  z.strictObject({ ...inValue, ...byDefault }),
  z.strictObject({ ...inValue, ...byExternal }),
  z.strictObject({ ...inBody, ...byDefault }),
  z.strictObject({ ...inBody, ...byExternal }),
]);
export type ListenerLookup = z.infer<typeof listenerLookup>;

/** By what a repeated call is known. `auto` takes the first of the usual delivery headers. */
export const listenerDedupe = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("auto") }),
  z.strictObject({
    from: z.literal("header"),
    name: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9-]{1,100}$/, "Enter a header's name."),
  }),
  z.strictObject({ from: z.literal("path"), path: parameter }),
  z.strictObject({ from: z.literal("off") }),
]);
export type ListenerDedupe = z.infer<typeof listenerDedupe>;

export const listenerKey = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_-]*$/, "Begin with a letter; use only a–z, 0–9, _ and -.")
  .max(60, "Use at most 60 characters.");

const common = {
  /** Chosen by the form before it is saved, because the address to copy is made from it. */
  id: z.uuid(),
  name: line.min(1, "Give the listener a name.").max(100, "Use at most 100 characters."),
  description: z.string().trim().max(2000, "Use at most 2,000 characters.").default(""),
  key: listenerKey,
  enabled: z.boolean().default(true),
  target: z.enum(listenerTargets),
  /** Of a listener for tickets. */
  feedbackTypeId: z.uuid().nullable().default(null),
  filterId: z.uuid().nullable().default(null),
  apiKeyId: z.uuid("Choose an API key."),
  headerOnly: z.boolean().default(false),
  lookup: listenerLookup.default({ in: "value", by: "default" }),
  dedupe: listenerDedupe.default({ from: "auto" }),
  accept: acceptRules,
  signature: signatureInput.nullable().default(null),
};

export const listenerInput = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("external_data"),
    groupId: z.uuid("Choose an external data group, or make one."),
  }),
  z.strictObject({ ...common, kind: z.literal("macro"), macroId: z.uuid("Choose a macro.") }),
  z.strictObject({ ...common, kind: z.literal("comment"), authorField: parameter, commentField: parameter }),
]);
export type ListenerInput = z.infer<typeof listenerInput>;

/** What the form must know to show the address before it is saved. */
export const listenerDraft = z.strictObject({
  id: z.uuid(),
  key: listenerKey,
  apiKeyId: z.uuid(),
  headerOnly: z.boolean(),
  lookup: listenerLookup,
});
export type ListenerDraft = z.infer<typeof listenerDraft>;

export const listenerSwitch = z.strictObject({ id: z.uuid(), enabled: z.boolean() });

export interface ListenerRow {
  id: string;
  projectId: string | null;
  name: string;
  description: string;
  key: string;
  enabled: boolean;
  kind: ListenerKind;
  target: ListenerTarget;
  feedbackTypeId: string | null;
  filter: { id: string; name: string } | null;
  macro: { id: string; name: string } | null;
  group: { id: string; label: string; key: string } | null;
  authorField: string | null;
  commentField: string | null;
  apiKey: { id: string; name: string };
  headerOnly: boolean;
  lookup: ListenerLookup;
  dedupe: ListenerDedupe;
  accept: AcceptRule[];
  signature: ShownSignature | null;
  modifiedAt: string;
}

/** One step of judging a call, in order, for the log. */
export interface CallCheck {
  check:
    | "credential"
    | "signature"
    | "address"
    | "enabled"
    | "json"
    | "rate"
    | "accepted"
    | "repeat"
    | "target"
    | "filter"
    | "effect";
  ok: boolean;
  note?: string;
}

export const callCheckLabel: Record<CallCheck["check"], string> = {
  credential: "Credential",
  signature: "Signature",
  address: "Allowed to call",
  enabled: "Listener is on",
  json: "Body is JSON",
  rate: "Within the rate",
  accepted: "Is a call to accept",
  repeat: "Not a repeat",
  target: "Target found",
  filter: "Target matches the filter",
  effect: "Effect",
};
