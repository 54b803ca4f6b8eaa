import { z } from "zod";
import {
  externalDataGroupInput,
  keyFrom,
  type ExternalDataGroup,
  type ExternalDataGroupInput,
  type RecordTarget,
} from "@/lib/external-data/schema";
import type { GroupField } from "./group-fields";

/** A data group as its form holds it. */
export interface GroupForm {
  label: string;
  key: string;
  target: RecordTarget;
  fields: GroupField[];
  clearMissing: boolean;
  /** The parameter of the field by which a write must be newer. */
  newerBy: string | null;
}

export function formOf(group: ExternalDataGroup | null, target: RecordTarget = "user"): GroupForm {
  const fields = group?.fields.filter(({ archived }) => !archived) ?? [];
  return {
    label: group?.label ?? "",
    key: group?.key ?? "",
    target: group?.target ?? target,
    fields: group
      ? fields.map(({ id, label, parameter, type, favorite, key }) => ({ id, label, parameter, type, favorite, key }))
      : [{ label: "", parameter: "", type: "string", favorite: false }],
    clearMissing: group?.clearMissing ?? false,
    newerBy: fields.find(({ id }) => id === group?.newerByFieldId)?.parameter ?? null,
  };
}

/** The group as the server takes it. A new field that is named elsewhere in the form gets its key here. */
export function groupInput({ label, key, target, fields, clearMissing, newerBy }: GroupForm): ExternalDataGroupInput {
  const chosen = fields.find(({ parameter }) => parameter === newerBy);
  const taken = new Set(fields.flatMap((field) => field.key ?? []));
  const chosenKey = chosen && (chosen.key ?? keyFrom(chosen.label, taken));
  return {
    label,
    key,
    target,
    clearMissing,
    newerBy: chosenKey ?? null,
    fields: fields.map((field) => ({
      ...(field.id === undefined ? {} : { id: field.id }),
      label: field.label,
      parameter: field.parameter,
      type: field.type,
      favorite: field.favorite,
      ...(field === chosen && field.id === undefined ? { key: chosenKey } : {}),
    })),
  };
}

/** The server's schema, for the form. */
export const groupFormSchema: z.ZodType<GroupForm, GroupForm> = z.custom<GroupForm>().superRefine((form, context) => {
  const read = externalDataGroupInput.safeParse(groupInput(form));
  for (const { path, message } of read.error?.issues ?? [])
    context.addIssue({ code: "custom", path: path.filter((step) => typeof step !== "symbol"), message });
  if (form.fields.length === 0)
    context.addIssue({ code: "custom", path: ["fields"], message: "Add at least one field." });
});
