"use server";

import { z } from "zod";
import {
  addCountCard as addCard,
  moveCountCard as moveCard,
  removeCountCard as removeCard,
} from "@/lib/home/count-cards";
import { markSeen as mark } from "@/lib/home/visits";
import { movePin as move, pinElement as pin, unpinElement as unpin } from "@/lib/reports/pins";
import { action } from "@/lib/web/action";

const one = z.strictObject({ id: z.uuid() });
const moved = one.extend({ to: z.int().min(0).max(100) });

/** `id` is that of the element. */
export const pinElement = action("reports.write", one, (actor, { id }) => pin(actor, id));
/** Here and below it is that of the pin. */
export const movePin = action("reports.write", moved, (actor, { id, to }) => move(actor, id, to));
export const unpinElement = action("reports.write", one, (actor, { id }) => unpin(actor, id));

/** `id` is that of the saved filter. */
export const addCountCard = action("filters.write", one, (actor, { id }) => addCard(actor, id));
/** Here and below it is that of the card. */
export const moveCountCard = action("filters.write", moved, (actor, { id, to }) => moveCard(actor, id, to));
export const removeCountCard = action("filters.write", one, (actor, { id }) => removeCard(actor, id));

/** What changed here before now counts as seen by whoever asks. */
export const markSeen = action("home.read", z.strictObject({}), (actor) => mark(actor));
