"use server";

import { z } from "zod";
import { createFeedbackType, updateFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { action } from "@/lib/web/action";

export const addType = action("types.write", feedbackTypeInput, createFeedbackType);

const changedType = z.strictObject({ id: z.uuid(), type: feedbackTypeInput });

export const changeType = action("types.write", changedType, async (actor, { id, type }) => {
  await updateFeedbackType(actor, id, type);
  return { id, key: type.key };
});
