import { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Checked } from "@/lib/configuration/checked";
import { itemsOf } from "@/lib/configuration/items";
import { loadPresent } from "@/lib/configuration/present";
import { typeKeyOf } from "@/lib/configuration/reference";
import {
  configuration,
  configurationFormat,
  configurationVersion,
  type Configuration,
} from "@/lib/configuration/schema";
import { checkConfiguration, takeConfiguration, type TakeOptions } from "@/lib/configuration/take";
import { db } from "@/lib/db/client";
import { invalid } from "@/lib/errors/invalid";
import { getEndpointUrl, listListeners } from "@/lib/listeners/queries";
import { loadFacts } from "./facts";
import { namingOf } from "./naming";
import type { Step } from "./question";
import type { Made } from "./recipe";
import { getRecipe } from "./recipes";

const text = z.string().max(16_384, "This is too long.");

export const recipeInput = z.strictObject({
  recipe: z.string().max(60),
  answers: z.record(z.string().max(60), z.union([text, z.number(), z.array(text).max(100), z.null()])),
});
export type RecipeInput = z.output<typeof recipeInput>;

/** What a recipe would make, under which names. @throws AppError `invalid` with the questions whose answers are no good */
export async function checkRecipe(actor: Can<"project.write">, input: RecipeInput): Promise<Checked> {
  const { file, options } = await prepare(actor, input);
  return checkConfiguration(actor, file, options);
}

export interface Installed {
  done: boolean;
  checked: Checked;
  /** The macros that it made; `typeKey` is null for users. */
  macros: { id: string; name: string; typeKey: string | null }[];
  /** The addresses hold credentials: shown to whoever installed it, and written nowhere. */
  listeners: { id: string; name: string; url: string; typeKey: string | null }[];
  otherSide: Step[];
}

/** Makes all of a recipe, or nothing of it; its secrets are stored as such. @throws AppError as `checkRecipe` */
export async function installRecipe(actor: Can<"project.write">, input: RecipeInput): Promise<Installed> {
  const { file, options, made } = await prepare(actor, input);
  const { done, ...checked } = await takeConfiguration(actor, file, options);
  if (!done) return { done, checked, macros: [], listeners: [], otherSide: [] };
  const { ids } = await loadPresent(actor);
  const macros = itemsOf(file).flatMap((item) => {
    const id = item.kind === "macro" ? ids.get(item.id) : undefined;
    return item.kind === "macro" && id ? [{ id, name: item.label, typeKey: typeKeyOf(item.value.of) }] : [];
  });
  const listeners = await listenersOf(actor, file);
  const urls = Object.fromEntries(listeners.map(({ key, url }) => [key, url]));
  return {
    done,
    checked,
    macros,
    listeners: listeners.map(({ key: _, ...listener }) => listener),
    otherSide: made.otherSide(urls),
  };
}

interface Prepared {
  file: Configuration;
  options: TakeOptions;
  made: Made;
}

/** The recipe under the first number by which none of its names is taken, so that it can be installed again. */
async function prepare(actor: Can<"project.write">, { recipe, answers }: RecipeInput): Promise<Prepared> {
  const { make } = getRecipe(recipe);
  const [facts, present] = await Promise.all([loadFacts(actor), loadPresent(actor)]);
  for (let n = 1; ; n++) {
    const made = make(answers, { ...facts, named: namingOf(n) });
    const file = fileOf(made, present.configuration.project);
    if (itemsOf(file).some(({ id }) => present.ids.has(id)) || (await isTaken(file))) continue;
    const options = { take: null, apiKeyOf: () => made.apiKeyId ?? null, secrets: new Map(made.secrets) };
    return { file, options, made };
  }
}

function fileOf({ file }: Made, project: Configuration["project"]): Configuration {
  const read = configuration.safeParse({
    format: configurationFormat,
    version: configurationVersion,
    project,
    ...file,
  });
  // What people typed may be too long for the name that it becomes part of.
  if (!read.success) throw invalid(read.error);
  return read.data;
}

/** Keys of data groups and listeners are unique in the community. */
async function isTaken({ groups, listeners }: Configuration): Promise<boolean> {
  const [group, listener] = await Promise.all([
    db.externalDataGroup.findFirst({ where: { key: { in: groups.map(({ key }) => key) } }, select: { id: true } }),
    db.externalListener.findFirst({ where: { key: { in: listeners.map(({ key }) => key) } }, select: { id: true } }),
  ]);
  return group !== null || listener !== null;
}

async function listenersOf(actor: Can<"project.write">, { listeners }: Configuration) {
  const writer = also(actor, "listeners.write");
  const rows = await listListeners(also(actor, "listeners.read"));
  const made = [];
  for (const { key, of } of listeners) {
    const row = rows.find((listener) => listener.key === key);
    if (!row) continue;
    const { id, name, apiKey, headerOnly, lookup } = row;
    const url = await getEndpointUrl(writer, { id, key, apiKeyId: apiKey.id, headerOnly, lookup });
    made.push({ id, key, name, url, typeKey: typeKeyOf(of) });
  }
  return made;
}
