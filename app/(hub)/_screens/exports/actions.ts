"use server";

import { z } from "zod";
import {
  cancelExport as cancel,
  deleteExport as remove,
  retryExport as retry,
  startExport as start,
} from "@/lib/exports/commands";
import { exportStart } from "@/lib/exports/schema";
import { action } from "@/lib/web/action";

const file = z.strictObject({ id: z.uuid() });

export const startExport = action("reports.read", exportStart, start);
export const cancelExport = action("home.read", file, (actor, { id }) => cancel(actor, id));
export const retryExport = action("home.read", file, (actor, { id }) => retry(actor, id));
export const deleteExport = action("home.read", file, (actor, { id }) => remove(actor, id));
