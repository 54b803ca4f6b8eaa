"use server";

import { z } from "zod";
import {
  createGroup as create,
  deleteGroup as remove,
  reorderGroups as reorder,
  updateGroup as update,
} from "@/lib/external-data/commands";
import { externalDataGroupChange, externalDataGroupInput, externalDataTypes } from "@/lib/external-data/schema";
import { undoChange as undo } from "@/lib/external-data/undo-change";
import { previewTypeChange as preview } from "@/lib/external-data/type-change";
import { action } from "@/lib/web/action";

const group = z.strictObject({ id: z.uuid() });
const typeChange = z.strictObject({ groupId: z.uuid(), fieldId: z.uuid(), type: z.enum(externalDataTypes) });
const order = z.strictObject({ ids: z.array(z.uuid()).max(500) });

export const createGroup = action("groups.write", externalDataGroupInput, async (actor, input) => {
  const { id } = await create(actor, input);
  return { id };
});
export const updateGroup = action("groups.write", externalDataGroupChange, async (actor, input) => {
  const { id } = await update(actor, input);
  return { id };
});
export const previewTypeChange = action("groups.write", typeChange, preview);
export const reorderGroups = action("groups.write", order, (actor, { ids }) => reorder(actor, ids));
export const deleteGroup = action("groups.write", group, (actor, { id }) => remove(actor, id));

const change = z.strictObject({ changeId: z.uuid() });

export const undoChange = action("externalData.write", change, (actor, { changeId }) => undo(actor, changeId));
