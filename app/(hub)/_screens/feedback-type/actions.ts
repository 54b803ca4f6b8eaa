"use server";

import { z } from "zod";
import { createFeedbackType, updateFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { action } from "@/lib/web/action";

export const addType = action("types.write", feedbackTypeInput, createFeedbackType);

const changedType = z.strictObject({ id: z.uuid(), type: feedbackTypeInput, seen: z.string().max(40).nullable() });

export const changeType = action("types.write", changedType, async (actor, { id, type, seen }) => {
  await updateFeedbackType(actor, id, type, seen);
  return { id, key: type.key };
});
