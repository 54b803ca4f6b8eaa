import { z } from "zod";
import type { GroupField } from "@/app/(hub)/_screens/external-data/group-fields";
import { parsePath } from "@/lib/json/path";
import { listenerWithGroup, type ListenerWithGroupInput } from "@/lib/listeners/save-with-group-schema";
import type { ListenerDedupe, ListenerKind, ListenerLookup, ListenerRow, ListenerTarget } from "@/lib/listeners/schema";
import { ruleOf, type AcceptRow } from "./accept-form";
import { signatureForm, signatureOf, type SignatureForm } from "./signature-form";

/** In the select of data groups: one that is made with the listener. */
export const newGroup = "new";

export const findByOptions = ["value", "value-external", "body", "body-external"] as const;

/** The listener as its form holds it: flat, with what the hidden parts were last set to. */
export interface ListenerForm {
  name: string;
  description: string;
  key: string;
  enabled: boolean;
  filterId: string | null;
  apiKeyId: string | null;
  headerOnly: boolean;
  kind: ListenerKind;
  groupId: string | null;
  groupLabel: string;
  fields: GroupField[];
  macroId: string | null;
  authorField: string;
  commentField: string;
  findBy: (typeof findByOptions)[number];
  lookupField: string | null;
  lookupPath: string;
  dedupeFrom: ListenerDedupe["from"];
  dedupeName: string;
  accept: AcceptRow[];
  signature: SignatureForm;
}

/** What the form cannot change. */
export interface ListenerFrame {
  id: string;
  isNew: boolean;
  target: ListenerTarget;
  feedbackTypeId: string | null;
  groups: readonly { id: string; editable: boolean; fields: GroupField[] }[];
}

export function formOf(
  listener: ListenerRow | null,
  { groups }: Pick<ListenerFrame, "groups">,
  first: { apiKeyId: string | null },
): ListenerForm {
  const group = groups.find(({ id }) => id === listener?.group?.id);
  const lookup = listener?.lookup ?? { in: "value", by: "default" };
  const dedupe = listener?.dedupe ?? { from: "auto" };
  const isGroupNew = groups.length === 0;
  return {
    name: listener?.name ?? "",
    description: listener?.description ?? "",
    key: listener?.key ?? "",
    enabled: listener?.enabled ?? true,
    filterId: listener?.filter?.id ?? null,
    apiKeyId: listener?.apiKey.id ?? first.apiKeyId,
    headerOnly: listener?.headerOnly ?? false,
    kind: listener?.kind ?? "external_data",
    groupId: listener?.group?.id ?? (isGroupNew ? newGroup : null),
    groupLabel: "",
    fields: group?.fields ?? (isGroupNew ? [blankField] : []),
    macroId: listener?.macro?.id ?? null,
    authorField: listener?.authorField ?? "",
    commentField: listener?.commentField ?? "",
    findBy: `${lookup.in}${lookup.by === "external" ? "-external" : ""}`,
    lookupField: lookup.by === "external" ? lookup.field : null,
    lookupPath: lookup.in === "body" ? lookup.path : "",
    dedupeFrom: dedupe.from,
    dedupeName: dedupe.from === "header" ? dedupe.name : dedupe.from === "path" ? dedupe.path : "",
    accept: (listener?.accept ?? []).map((rule) => ({ value: "", ...rule })),
    signature: signatureForm(listener?.signature ?? null),
  };
}

export const blankField: GroupField = { label: "", parameter: "", type: "string", favorite: false };

/** The listener as the server takes it. */
export function saveInput(form: ListenerForm, frame: ListenerFrame): ListenerWithGroupInput {
  const { name, description, key, enabled, filterId, apiKeyId, headerOnly } = form;
  const common = {
    id: frame.id,
    target: frame.target,
    feedbackTypeId: frame.feedbackTypeId,
    name,
    description,
    key,
    enabled,
    filterId,
    headerOnly,
    apiKeyId: apiKeyId ?? "",
    lookup: lookupOf(form),
    dedupe: dedupeOf(form),
    accept: form.accept.map(ruleOf),
    signature: signatureOf(form.signature, enabled),
  };
  if (form.kind === "macro")
    return {
      isNew: frame.isNew,
      group: null,
      listener: { ...common, kind: "macro", macroId: form.macroId ?? "" },
    };
  if (form.kind === "comment") {
    const { authorField, commentField } = form;
    return { isNew: frame.isNew, group: null, listener: { ...common, kind: "comment", authorField, commentField } };
  }
  const isGroupNew = form.groupId === newGroup;
  return {
    isNew: frame.isNew,
    group: groupOf(form, frame),
    // A new group gets its id on the server; until then the listener's own stands in.
    listener: { ...common, kind: "external_data", groupId: isGroupNew ? frame.id : (form.groupId ?? "") },
  };
}

/** The schema of the form: the server's own, its places turned into the form's. */
export function listenerFormSchema(frame: ListenerFrame): z.ZodType<ListenerForm, ListenerForm> {
  return z.custom<ListenerForm>().superRefine((form, context) => {
    const read = listenerWithGroup.safeParse(saveInput(form, frame));
    const problems = new Map<string, string>();
    for (const { path, message } of read.error?.issues ?? []) {
      const place = formPath(path.join("."), form);
      problems.set(place, problems.get(place) ?? ownWords[place] ?? message);
    }
    for (const [place, message] of problems) context.addIssue({ code: "custom", path: place.split("."), message });
  });
}

/** The form's field for a place that the server names. */
export function formPath(place: string, form: Pick<ListenerForm, "dedupeFrom" | "findBy" | "lookupPath">): string {
  const inner = place.replace(/^listener\./, "");
  if (place === "group.label") return "groupLabel";
  if (place.startsWith("group.")) return place.replace(/^group\./, "");
  if (inner === "signature.secret" || inner.startsWith("signature.secret.")) return "signature.typed";
  if (inner === "dedupe" || inner.startsWith("dedupe.")) return "dedupeName";
  if (inner !== "lookup" && !inner.startsWith("lookup.")) return inner;
  const isPathWrong = form.findBy.startsWith("body") && (form.lookupPath === "" || !parsePath(form.lookupPath).ok);
  return isPathWrong ? "lookupPath" : "lookupField";
}

// A union says no more than that nothing fits.
const ownWords: Record<string, string | undefined> = {
  lookupPath: "Enter the name or path under which the other system sends it, such as user.email.",
  lookupField: "Choose an external data field.",
  "signature.typed": "Type the secret, or switch the listener off until you have it.",
};

export function lookupOf({ findBy, lookupField, lookupPath }: ListenerForm): ListenerLookup {
  const by = findBy.endsWith("external")
    ? { by: "external" as const, field: lookupField ?? "" }
    : { by: "default" as const };
  return findBy.startsWith("body") ? { in: "body", path: lookupPath, ...by } : { in: "value", ...by };
}

function dedupeOf({ dedupeFrom, dedupeName }: ListenerForm): ListenerDedupe {
  if (dedupeFrom === "header") return { from: "header", name: dedupeName };
  if (dedupeFrom === "path") return { from: "path", path: dedupeName };
  return { from: dedupeFrom };
}

function groupOf(form: ListenerForm, { groups }: ListenerFrame): ListenerWithGroupInput["group"] {
  const fields = form.fields.map(({ key: _key, ...field }) => field);
  if (form.groupId === newGroup) return { is: "new", label: form.groupLabel, fields };
  const held = groups.find(({ id }) => id === form.groupId);
  const isChanged = held?.editable && JSON.stringify(held.fields) !== JSON.stringify(form.fields);
  return isChanged ? { is: "changed", fields } : null;
}
