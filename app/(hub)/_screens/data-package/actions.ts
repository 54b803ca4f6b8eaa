"use server";

import { z } from "zod";
import { deletePackage as remove, savePackage as save, switchPackage as turn } from "@/lib/data-packages/commands";
import { getPackageUrl } from "@/lib/data-packages/queries";
import { packageDraft, packageInput, packageSwitch } from "@/lib/data-packages/schema";
import { action } from "@/lib/web/action";

const one = z.strictObject({ id: z.uuid() });

/** `seen`: what was known of its last change; null overwrites. */
const saving = z.strictObject({ package: packageInput, seen: z.string().max(60).nullable() });

export const savePackage = action("reports.write", saving, (actor, input) => save(actor, input.package, input.seen));
export const switchPackage = action("reports.write", packageSwitch, turn);
export const deletePackage = action("reports.write", one, (actor, { id }) => remove(actor, id));
/** The address of what the form holds, saved or not. */
export const showPackageUrl = action("reports.write", packageDraft, getPackageUrl);
