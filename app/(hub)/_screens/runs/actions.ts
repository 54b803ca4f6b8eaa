"use server";

import { z } from "zod";
import {
  cancelRun as cancel,
  pauseRun as pause,
  resumeRun as resume,
  retryFailed as retry,
} from "@/lib/perform-action/control";
import { undoRun as undo } from "@/lib/perform-action/undo-run";
import { action } from "@/lib/web/action";

const run = z.strictObject({ runId: z.uuid() });

export const pauseRun = action("macros.run", run, (actor, { runId }) => pause(actor, runId));
export const resumeRun = action("macros.run", run, (actor, { runId }) => resume(actor, runId));
export const cancelRun = action("macros.run", run, (actor, { runId }) => cancel(actor, runId));
export const retryFailed = action("macros.run", run, (actor, { runId }) => retry(actor, runId));
export const undoRun = action("macros.run", run, (actor, { runId }) => undo(actor, runId));
