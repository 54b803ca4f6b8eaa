"use server";

import { dryRun } from "@/lib/perform-action/dry-run";
import { bulkInput } from "@/lib/perform-action/schema";
import { startBulk } from "@/lib/perform-action/start-bulk";
import { action } from "@/lib/web/action";

/** What would happen; nothing is written and nothing leaves. */
export const tryAction = action("macros.run", bulkInput, dryRun);

export const performAction = action("macros.run", bulkInput, startBulk);
