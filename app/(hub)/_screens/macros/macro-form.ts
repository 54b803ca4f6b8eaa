import { z } from "zod";
import type { ZodForm } from "@/components/form/use-zod-form";
import { externalDataTypes } from "@/lib/external-data/schema";
import { ownActions } from "@/lib/macros/own-actions";
import { macroInput, type ActionOf, type MacroAction } from "@/lib/macros/schema";
import { webhookMethods } from "@/lib/webhooks/schema";

/**
 * The macro as the editor holds it: whatever is half typed or hidden stays. Secrets that were typed stand apart, by the id of their header
 * or webhook, so that a draft in the browser can leave them out.
 */
const header = z.object({
  id: z.uuid(),
  name: z.string(),
  value: z.string(),
  isSecret: z.boolean(),
  /** The stored secret that stays unless another is typed. */
  keptId: z.uuid().nullable(),
});
export type HeaderForm = z.output<typeof header>;

const captureRow = z.object({
  id: z.uuid(),
  label: z.string(),
  parameter: z.string(),
  type: z.enum(externalDataTypes),
  favorite: z.boolean(),
});
export type CaptureRow = z.output<typeof captureRow>;

/** Instead of a group's id: the group is made when the macro is saved. */
export const newGroup = "new";

const webhook = z.object({
  id: z.uuid(),
  method: z.enum(webhookMethods),
  url: z.string(),
  isUrlSecret: z.boolean(),
  keptUrl: z.object({ id: z.uuid(), shown: z.string() }).nullable(),
  headers: z.array(header),
  contentType: z.enum(["json", "form"]),
  body: z.string(),
  captures: z.boolean(),
  capture: z.object({
    groupId: z.string(),
    /** For a new group; an existing one says itself on what it stores. */
    label: z.string(),
    storeOn: z.enum(["target", "project"]),
    /** Fields to add to the group. */
    rows: z.array(captureRow),
  }),
  // A draft that a browser kept from an earlier version has none.
  needs: z.array(z.string()).max(20, { error: "Choose at most 20 fields." }).default([]),
  retries: z.enum(["default", "quick", "none"]),
  onUnknown: z.enum(["retry", "hold"]),
  timeoutSeconds: z
    .number({ error: "Enter 1 to 30 seconds." })
    .int({ error: "Enter whole seconds." })
    .min(1, { error: "Enter 1 to 30 seconds." })
    .max(30, { error: "Enter 1 to 30 seconds." }),
  enabled: z.boolean(),
});
export type WebhookForm = z.output<typeof webhook>;

const { name, description, key, enabled, showAsAction, teamIds, runOnce, confirm } = macroInput.shape;

export const macroForm = z
  .object({
    name,
    description: description.unwrap(),
    key,
    enabled: enabled.unwrap(),
    showAsAction: showAsAction.unwrap(),
    teamIds: teamIds.unwrap(),
    runOnce: runOnce.unwrap(),
    confirm: confirm.unwrap(),
    triggerWebhooks: z.boolean(),
    webhooks: z.array(webhook),
    actions: z.array(z.discriminatedUnion("kind", ownActions)),
    // A field on the screen that nobody typed into is there, and undefined.
    secrets: z.record(z.string(), z.string().optional()),
  })
  .superRefine((form, context) => {
    if (!form.triggerWebhooks) return;
    for (const [index, action] of form.webhooks.entries()) {
      for (const { path, message } of missingIn(action, form.secrets)) {
        const isSecret = path[0] === "secrets";
        context.addIssue({ code: "custom", path: isSecret ? path : ["webhooks", index, ...path], message });
      }
    }
  });

export type MacroForm = z.output<typeof macroForm>;
type MacroFormInput = z.input<typeof macroForm>;
export type MacroFormApi = ZodForm<MacroFormInput, MacroForm>;

/** The editor begins with every value set, and none is ever taken away. */
export function completed(values: MacroFormInput): MacroForm {
  return values as MacroForm;
}

export type TypedSecrets = MacroForm["secrets"];

/** Where an action stands in the form. */
export type ActionName = `actions.${number}`;

export type PlainAction = MacroForm["actions"][number];

interface Missing {
  path: (string | number)[];
  message: string;
}

/** What the server would not even understand. Whether URL, body and tags are right is its to say. */
function missingIn(action: WebhookForm, secrets: TypedSecrets): Missing[] {
  const { url, isUrlSecret, keptUrl, headers, captures, capture } = action;
  const missing: Missing[] = [];
  const secretMissing = (id: string, kept: unknown) => !kept && (secrets[id] ?? "").trim() === "";
  if (isUrlSecret && secretMissing(action.id, keptUrl)) {
    missing.push({ path: ["secrets", action.id], message: "Enter the URL of the web request." });
  }
  if (!isUrlSecret && url.trim() === "") missing.push({ path: ["url"], message: "Enter the URL of the web request." });
  for (const [index, { id, name, isSecret, keptId }] of headers.entries()) {
    if (name.trim() === "") missing.push({ path: ["headers", index, "name"], message: "Give the header a name." });
    if (isSecret && secretMissing(id, keptId)) {
      missing.push({ path: ["secrets", id], message: "Type the secret value." });
    }
  }
  if (captures) missing.push(...missingInCapture(capture));
  return missing;
}

function missingInCapture({ groupId, label, rows }: WebhookForm["capture"]): Missing[] {
  const missing: Missing[] = [];
  if (groupId === "") {
    missing.push({ path: ["capture", "groupId"], message: "Choose a data group, or make a new one." });
  }
  if (groupId === newGroup && label.trim() === "") {
    missing.push({ path: ["capture", "label"], message: "Give the data group a label." });
  }
  for (const [index, row] of rows.entries()) {
    const at = ["capture", "rows", index];
    if (row.label.trim() === "") missing.push({ path: [...at, "label"], message: "Give the field a label." });
    if (row.parameter.trim() === "") {
      missing.push({ path: [...at, "parameter"], message: "Enter what the answer calls it." });
    }
  }
  return missing;
}

interface StoredMacro {
  name: string;
  description: string;
  key: string;
  enabled: boolean;
  showAsAction: boolean;
  teamIds: string[];
  runOnce: boolean;
  confirm: boolean;
  actions: MacroAction[];
  missingSecrets: string[];
}

/** A stored macro in the editor, or an empty one. */
export function formOf(macro: StoredMacro | null): MacroForm {
  const actions = macro?.actions ?? [];
  const missing = new Set(macro?.missingSecrets);
  const webhooks = actions.filter((action) => action.kind === "webhook").map((action) => webhookOf(action, missing));
  return {
    name: macro?.name ?? "",
    description: macro?.description ?? "",
    key: macro?.key ?? "",
    enabled: macro?.enabled ?? true,
    showAsAction: macro?.showAsAction ?? false,
    teamIds: macro?.teamIds ?? [],
    runOnce: macro?.runOnce ?? false,
    confirm: macro?.confirm ?? false,
    triggerWebhooks: webhooks.length > 0,
    webhooks,
    actions: actions.filter((action) => action.kind !== "webhook"),
    secrets: {},
  };
}

/** A secret that is missing is one to type, not one to keep. */
function webhookOf(action: ActionOf<"webhook">, missing: ReadonlySet<string>): WebhookForm {
  const { urlSecret, url, headers, capture, name: _name, kind: _kind, ...rest } = action;
  return {
    ...rest,
    url: urlSecret ? "" : url,
    isUrlSecret: urlSecret !== null,
    keptUrl: urlSecret && !missing.has(urlSecret.secretId) ? { id: urlSecret.secretId, shown: url } : null,
    headers: headers.map((one) => ({
      id: crypto.randomUUID(),
      name: one.name,
      value: "value" in one ? one.value : "",
      isSecret: "secretId" in one,
      keptId: "secretId" in one && !missing.has(one.secretId) ? one.secretId : null,
    })),
    captures: capture !== null,
    capture: { groupId: capture?.groupId ?? "", label: "", storeOn: capture?.storeOn ?? "target", rows: [] },
  };
}

export function emptyWebhook(): WebhookForm {
  return {
    id: crypto.randomUUID(),
    method: "POST",
    url: "",
    isUrlSecret: false,
    keptUrl: null,
    headers: [],
    contentType: "json",
    body: "",
    captures: false,
    capture: { groupId: "", label: "", storeOn: "target", rows: [] },
    needs: [],
    retries: "default",
    onUnknown: "retry",
    timeoutSeconds: 10,
    enabled: true,
  };
}

export function emptyHeader(name = "", value = ""): HeaderForm {
  return { id: crypto.randomUUID(), name, value, isSecret: false, keptId: null };
}
