"use server";

import { undoInput } from "@/lib/restore/schema";
import { undoDeletion as undo } from "@/lib/restore/undo";
import { action } from "@/lib/web/action";

export const undoDeletion = action("reports.read", undoInput, undo);
