"use server";

import { addHelpAnswer, addHelpNote } from "@/lib/help/answers";
import { helpAnswerInput, helpNoteInput } from "@/lib/help/schema";
import { action } from "@/lib/web/action";

export const answerHelp = action("help.read", helpAnswerInput, addHelpAnswer);
export const noteHelp = action("help.read", helpNoteInput, addHelpNote);
