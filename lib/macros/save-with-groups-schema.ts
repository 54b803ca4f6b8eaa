import { z } from "zod";
import { externalDataFieldInput, recordTargets } from "@/lib/external-data/schema";
import { macroHome, macroInput } from "./schema";

/** A data group that is made, or gets further fields, together with the macro whose webhook captures into it. */
export const captureGroup = z.strictObject({
  actionId: z.uuid(),
  /** Null makes a new one. */
  groupId: z.uuid().nullable(),
  /** The Data Group Label of a new one. */
  label: z.string().max(100, { error: "Use at most 100 characters." }).default(""),
  target: z.enum(recordTargets),
  fields: z.array(externalDataFieldInput.omit({ id: true })).max(200),
});
export type CaptureGroup = z.input<typeof captureGroup>;

export const macroWithGroups = z.strictObject({
  /** Null for a new macro. */
  id: z.uuid().nullable(),
  home: macroHome,
  macro: macroInput,
  groups: z.array(captureGroup).max(30),
  /** The last change that the editor knew of; without it what others saved is overwritten. */
  seen: z.string().max(40).nullable().optional(),
});
export type MacroWithGroups = z.output<typeof macroWithGroups>;
