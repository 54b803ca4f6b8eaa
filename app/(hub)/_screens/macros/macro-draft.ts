import type { RecordTarget } from "@/lib/external-data/schema";
import { macroActionInput, type MacroActionInput, type MacroDraft } from "@/lib/macros/schema";
import type { CaptureGroup } from "@/lib/macros/save-with-groups-schema";
import type { SecretInput, WebhookActionInput } from "@/lib/webhooks/schema";
import { newGroup, type MacroForm, type TypedSecrets, type WebhookForm } from "./macro-form";

/** What a group stores on, by its id. */
export type GroupTargets = ReadonlyMap<string, RecordTarget>;

/** The macro as the server takes it: webhooks first, then the other actions. */
export function macroDraft(form: MacroForm, targets: GroupTargets): MacroDraft {
  const { triggerWebhooks, webhooks, actions, secrets, ...rest } = form;
  return {
    ...rest,
    teamIds: form.showAsAction ? form.teamIds : [],
    actions: [...(triggerWebhooks ? webhooks.map((one) => webhookInput(one, secrets, targets)) : []), ...actions],
  };
}

/** The data groups that are made or grow with the macro. */
export function groupsOf(form: MacroForm, target: RecordTarget): CaptureGroup[] {
  if (!form.triggerWebhooks) return [];
  return form.webhooks.flatMap(({ id, captures, capture }) => {
    const isNew = capture.groupId === newGroup;
    if (!captures || (!isNew && capture.rows.length === 0)) return [];
    return {
      actionId: id,
      groupId: isNew ? null : capture.groupId,
      label: capture.label,
      target: capture.storeOn === "project" ? "project" : target,
      fields: capture.rows.map(({ id: _id, ...row }) => row),
    };
  });
}

/** The form's field for a place that the server names: `actions.2.body`, `groups.0.fields.1.label`. */
export function formPath(place: string, form: MacroForm): string {
  const [list, at, ...rest] = place.split(".");
  const index = Number(at);
  const webhooks = form.triggerWebhooks ? form.webhooks : [];
  if (list === "groups") {
    const group = groupsOf(form, "user")[index];
    const webhook = webhooks.findIndex(({ id }) => id === group?.actionId);
    const field = rest[0] === "fields" ? ["rows", ...rest.slice(1)] : rest;
    return ["webhooks", webhook, "capture", ...field].join(".");
  }
  if (list !== "actions") return place;
  const webhook = webhooks[index];
  if (!webhook) return ["actions", index - webhooks.length, ...rest].join(".");
  if (rest[0] === "url" && webhook.isUrlSecret) return `secrets.${webhook.id}`;
  const header = rest[0] === "headers" ? webhook.headers[Number(rest[1])] : undefined;
  if (header?.isSecret && rest[2] !== "name") return `secrets.${header.id}`;
  return ["webhooks", index, ...rest].join(".");
}

export function webhookInput(form: WebhookForm, secrets: TypedSecrets, targets: GroupTargets): WebhookActionInput {
  const { isUrlSecret, keptUrl, captures, capture, headers, url, ...rest } = form;
  return {
    ...rest,
    kind: "webhook",
    url: isUrlSecret ? "" : url,
    urlSecret: isUrlSecret ? secretInput(secrets[form.id], keptUrl?.id ?? null) : null,
    headers: headers.map(({ id, name, value, isSecret, keptId }) =>
      isSecret ? { name, secret: secretInput(secrets[id], keptId) } : { name, value },
    ),
    capture: captures ? captureInput(capture, targets) : null,
  };
}

/** What can be rendered already: headers without a name and unfinished actions are left out, and no secret leaves the browser for it. */
export function previewActions(form: MacroForm, targets: GroupTargets): MacroActionInput[] {
  const webhooks = form.triggerWebhooks ? form.webhooks : [];
  return [
    ...webhooks.map((one) => {
      const named = one.headers.filter(({ name }) => name.trim() !== "");
      return webhookInput({ ...one, headers: named, captures: false }, standIns(one, form.secrets), targets);
    }),
    ...form.actions,
  ].filter((action) => macroActionInput.safeParse(action).success);
}

function standIns({ id, headers, keptUrl }: WebhookForm, secrets: TypedSecrets): Record<string, string> {
  const typed = headers.filter((header) => secrets[header.id] || !header.keptId).map((header) => [header.id, "secret"]);
  const url = secrets[id] ?? "";
  const shown = url || !keptUrl ? [[id, URL.canParse(url) ? new URL(url).origin : "https://…"]] : [];
  return Object.fromEntries([...typed, ...shown]) as Record<string, string>;
}

function secretInput(value: string | undefined, keptId: string | null): SecretInput {
  return keptId && !value ? { keep: keptId } : { value: value ?? "" };
}

// A new group has no id yet: the server puts it in once it is made.
function captureInput(
  { groupId, storeOn }: WebhookForm["capture"],
  targets: GroupTargets,
): WebhookActionInput["capture"] {
  if (groupId === newGroup || groupId === "") return null;
  const target = targets.get(groupId);
  return { groupId, storeOn: target ? (target === "project" ? "project" : "target") : storeOn };
}
