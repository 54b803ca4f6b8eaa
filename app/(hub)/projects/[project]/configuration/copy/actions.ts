"use server";

import { checkInput, loadConfiguration, takeInput } from "@/lib/configuration/source";
import { checkConfiguration, takeConfiguration } from "@/lib/configuration/take";
import { action } from "@/lib/web/action";

export const check = action("project.write", checkInput, async (actor, input) => {
  const { file, apiKeyOf } = await loadConfiguration(actor, input);
  return checkConfiguration(actor, file, { take: null, apiKeyOf });
});

export const takeChosen = action("project.write", takeInput, async (actor, { take, seen, ...input }) => {
  const { file, apiKeyOf } = await loadConfiguration(actor, input);
  return takeConfiguration(actor, file, { take: new Set(take), apiKeyOf, seen });
});
