"use server";

import { z } from "zod";
import { deleteFilter as removeFilter, saveFilter as storeFilter } from "@/lib/filters/filters";
import { filterInput, viewInput } from "@/lib/filters/schema";
import { sourceHere } from "@/lib/sources/source-here";
import { deleteView as removeView, saveView as storeView } from "@/lib/views/views";
import { action } from "@/lib/web/action";

const id = z.strictObject({ id: z.uuid() });

export const saveFilter = action("filters.write", filterInput, async (actor, input) =>
  storeFilter(actor, await sourceHere(actor, input.source), input),
);

export const deleteFilter = action("filters.write", id, (actor, input) => removeFilter(actor, input.id));

export const saveView = action("filters.write", viewInput, async (actor, input) =>
  storeView(actor, await sourceHere(actor, input.source), input),
);

export const deleteView = action("filters.write", id, (actor, input) => removeView(actor, input.id));
