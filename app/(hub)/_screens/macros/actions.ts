"use server";

import { z } from "zod";
import { cloneMacro as clone } from "@/lib/macros/clone";
import { deleteMacro as remove, setMacroEnabled as setEnabled } from "@/lib/macros/commands";
import { previewMacro as preview, previewQuestion } from "@/lib/macros/preview";
import { saveMacroWithGroups } from "@/lib/macros/save-with-groups";
import { macroWithGroups } from "@/lib/macros/save-with-groups-schema";
import { switchActionOn } from "@/lib/webhooks/switched-off";
import { testSend, testSendInput } from "@/lib/webhooks/test-send";
import { action } from "@/lib/web/action";

const macro = z.strictObject({ id: z.uuid() });
const enabled = z.strictObject({ id: z.uuid(), enabled: z.boolean() });
const webhook = z.strictObject({ macroId: z.uuid(), actionId: z.uuid() });

export const saveMacro = action("macros.write", macroWithGroups, saveMacroWithGroups);
export const setMacroEnabled = action("macros.write", enabled, (actor, input) =>
  setEnabled(actor, input.id, input.enabled),
);
export const cloneMacro = action("macros.write", macro, (actor, { id }) => clone(actor, id));
export const deleteMacro = action("macros.write", macro, (actor, { id }) => remove(actor, id));
export const switchWebhookOn = action("macros.write", webhook, (actor, input) =>
  switchActionOn(actor, input.macroId, input.actionId),
);

export const previewMacro = action("macros.read", previewQuestion, preview);
/** A real request, sent once and marked as a test. */
export const sendTest = action("macros.write", testSendInput, (actor, input) => testSend(actor, input));
