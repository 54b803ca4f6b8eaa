"use server";

import { z } from "zod";
import {
  deleteSchedule as remove,
  saveSchedule as save,
  switchSchedule as turn,
} from "@/lib/automation/schedule-commands";
import { countSchedule as count, runScheduleNow as run } from "@/lib/automation/schedule-run-now";
import { scheduleInput, scheduleRun, scheduleSwitch } from "@/lib/automation/schedule-schema";
import { action } from "@/lib/web/action";

const schedule = z.strictObject({ id: z.uuid() });

export const saveSchedule = action("macros.write", scheduleInput, (actor, input) => save(actor, input));
export const switchSchedule = action("macros.write", scheduleSwitch, (actor, { id, enabled }) =>
  turn(actor, id, enabled),
);
export const deleteSchedule = action("macros.write", schedule, (actor, { id }) => remove(actor, id));
export const countSchedule = action("macros.write", schedule, (actor, { id }) => count(actor, id));
export const runScheduleNow = action("macros.write", scheduleRun, run);
