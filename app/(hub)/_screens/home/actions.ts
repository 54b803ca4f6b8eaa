"use server";

import { z } from "zod";
import { movePin as move, pinElement as pin, unpinElement as unpin } from "@/lib/reports/pins";
import { action } from "@/lib/web/action";

const one = z.strictObject({ id: z.uuid() });

/** `id` is that of the element. */
export const pinElement = action("reports.write", one, (actor, { id }) => pin(actor, id));
/** Here and below it is that of the pin. */
export const movePin = action("reports.write", one.extend({ to: z.int().min(0).max(100) }), (actor, { id, to }) =>
  move(actor, id, to),
);
export const unpinElement = action("reports.write", one, (actor, { id }) => unpin(actor, id));
