"use server";

import { z } from "zod";
import {
  cancelImport as cancel,
  discardImport as discard,
  mapImport as map,
  remapImport as remap,
  startImport as start,
} from "@/lib/imports/commands";
import { mappingInput } from "@/lib/imports/schema";
import { action } from "@/lib/web/action";

const one = z.strictObject({ importId: z.uuid() });

export const mapImport = action("externalData.write", mappingInput, map);
export const remapImport = action("externalData.write", one, (actor, { importId }) => remap(actor, importId));
export const startImport = action("externalData.write", one, (actor, { importId }) => start(actor, importId));
export const cancelImport = action("externalData.write", one, (actor, { importId }) => cancel(actor, importId));
export const discardImport = action("externalData.write", one, (actor, { importId }) => discard(actor, importId));
