import { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { projectKey } from "@/lib/projects/schema";
import { packageApiKey } from "./items";
import { parseConfiguration } from "./parse";
import { readConfiguration } from "./read";
import { configurationLimits } from "./limits";
import type { Configuration } from "./schema";

/** Where a configuration comes from. */
export const configurationSource = z.discriminatedUnion("from", [
  z.strictObject({
    from: z.literal("file"),
    text: z.string().max(configurationLimits.bytes, "The file is larger than 5 MB."),
  }),
  z.strictObject({ from: z.literal("project"), key: projectKey }),
]);
export type ConfigurationSource = z.output<typeof configurationSource>;

export const checkInput = z.strictObject({
  source: configurationSource,
  /** Of new listeners; null takes those of the project that they come from. */
  apiKeyId: z.uuid().nullable().default(null),
});

export const takeInput = checkInput.extend({
  take: z.array(z.string().max(300)).min(1, "Choose at least one thing.").max(10_000),
  seen: z.string().max(100),
});

export interface LoadedSource {
  file: Configuration;
  apiKeyOf: (listenerKey: string) => string | null;
}

/**
 * The configuration of a file, or of another project that the same person may configure.
 * @throws AppError as `parseConfiguration` and `authorize` do
 */
export async function loadConfiguration(
  actor: Can<"project.write">,
  { source, apiKeyId }: z.output<typeof checkInput>,
): Promise<LoadedSource> {
  if (source.from === "file") return { file: parseConfiguration(source.text), apiKeyOf: () => apiKeyId };
  const other = await authorize(actor.personId, { project: source.key }, "project.write");
  const keys = await apiKeysOf(source.key);
  return { file: await readConfiguration(other), apiKeyOf: (key) => apiKeyId ?? keys.get(key) ?? null };
}

/** The API keys of a project's listeners, by the keys of the listeners, and of its data packages, by `packageApiKey`. */
export async function apiKeysOf(project: string): Promise<Map<string, string>> {
  const listeners = await db.externalListener.findMany({
    where: { project: { key: project } },
    select: { key: true, apiKeyId: true },
  });
  const packages = await db.dataPackage.findMany({
    where: { project: { key: project } },
    select: { key: true, apiKeyId: true },
  });
  return new Map([
    ...listeners.map(({ key, apiKeyId }) => [key, apiKeyId] as const),
    ...packages.map(({ key, apiKeyId }) => [packageApiKey(key), apiKeyId] as const),
  ]);
}
