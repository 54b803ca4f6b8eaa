"use server";

import { z } from "zod";
import { deleteTrigger as remove, saveTrigger as save, switchTrigger as turn } from "@/lib/automation/commands";
import { triggerInput, triggerSwitch } from "@/lib/automation/schema";
import { action } from "@/lib/web/action";

export const saveTrigger = action("macros.write", triggerInput, save);
export const switchTrigger = action("macros.write", triggerSwitch, (actor, { id, enabled }) =>
  turn(actor, id, enabled),
);
export const deleteTrigger = action("macros.write", z.strictObject({ id: z.uuid() }), (actor, { id }) =>
  remove(actor, id),
);
