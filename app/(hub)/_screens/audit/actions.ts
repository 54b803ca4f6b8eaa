"use server";

import { restoreVersion as restore } from "@/lib/restore/restore";
import { restoreInput } from "@/lib/restore/schema";
import { action } from "@/lib/web/action";

export const restoreVersion = action("audit.read", restoreInput, restore);
