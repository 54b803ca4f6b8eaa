"use server";

import { z } from "zod";
import {
  createApiKey as create,
  deleteApiKey as remove,
  revokeApiKey as revoke,
  rotateApiKey as rotate,
  switchApiKey as turn,
  updateApiKey as update,
} from "@/lib/api-keys/commands";
import { apiKeyChange, apiKeyInput, apiKeyRotation, apiKeySwitch } from "@/lib/api-keys/schema";
import { action } from "@/lib/web/action";

const apiKey = z.strictObject({ id: z.uuid() });

export const createApiKey = action("apiKeys.write", apiKeyInput, create);
export const updateApiKey = action("apiKeys.write", apiKeyChange, update);
export const rotateApiKey = action("apiKeys.write", apiKeyRotation, rotate);
export const switchApiKey = action("apiKeys.write", apiKeySwitch, turn);
export const revokeApiKey = action("apiKeys.write", apiKey, (actor, { id }) => revoke(actor, id));
export const deleteApiKey = action("apiKeys.write", apiKey, (actor, { id }) => remove(actor, id));
