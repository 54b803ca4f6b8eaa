import { db } from "@/lib/db/client";
import { renameGroups } from "./group-keys";
import { idOf, packageApiKey } from "./items";
import type { Present } from "./present";
import type { Configuration } from "./schema";

export interface Fitted {
  file: Configuration;
  /** What became of a key, in words, by `idOf`. */
  notes: Map<string, string>;
  /** Of a listener here, or by `packageApiKey` of a data package, the key that it has in the file. */
  keyInFile: (listenerKey: string) => string;
}

/**
 * The file as it can be made in this project. Keys of data groups and of listeners are unique in the community: one that is taken by
 * another project gets the project's key behind it, the same every time, and what names it is written anew.
 */
export async function fitKeys(file: Configuration, { project, rows }: Present): Promise<Fitted> {
  const own = new Set(rows.groups.filter(({ projectId }) => projectId !== null).map(({ key }) => key));
  const groupKeys = await keysHere(
    file.groups.map(({ key }) => key),
    own,
    { suffix: `_${project.key.replaceAll("-", "_")}`, taken: takenGroupKeys },
  );
  const listenerKeys = await keysHere(
    file.listeners.map(({ key }) => key),
    new Set(rows.listeners.map(({ key }) => key)),
    { suffix: `-${project.key}`, taken: takenListenerKeys },
  );
  const packageKeys = await keysHere(
    file.dataPackages.map(({ key }) => key),
    new Set(rows.dataPackages.map(({ key }) => key)),
    { suffix: `-${project.key}`, taken: takenPackageKeys },
  );
  const renamed = renameGroups(file, groupKeys);
  const listeners = renamed.listeners.map((listener) => ({
    ...listener,
    key: listenerKeys.get(listener.key) ?? listener.key,
  }));
  const inFile = new Map([
    ...[...listenerKeys].map(([old, made]) => [made, old] as const),
    ...[...packageKeys].map(([old, made]) => [packageApiKey(made), packageApiKey(old)] as const),
  ]);
  return {
    file: {
      ...renamed,
      listeners,
      dataPackages: renamed.dataPackages.map((each) => ({ ...each, key: packageKeys.get(each.key) ?? each.key })),
    },
    keyInFile: (key) => inFile.get(key) ?? key,
    notes: new Map([
      ...[...groupKeys].map(
        ([old, key]) => [idOf.group(key), `${taken(old, key)} Whatever names it is rewritten.`] as const,
      ),
      ...[...listenerKeys].map(
        ([old, key]) => [idOf.listener(key), `${taken(old, key)} Its address is another one.`] as const,
      ),
      ...[...packageKeys].map(
        ([old, key]) => [idOf.dataPackage(key), `${taken(old, key)} Its address is another one.`] as const,
      ),
    ]),
  };
}

function taken(old: string, key: string): string {
  return `Its key is “${key}” here, because “${old}” is taken in this community.`;
}

interface Keys {
  suffix: string;
  /** Those of these keys that somebody in the community has. */
  taken: (keys: string[]) => Promise<Set<string>>;
}

/** The keys that cannot stay, with those that they become. A key of the project itself is that of the thing to change. */
async function keysHere(
  wanted: readonly string[],
  own: ReadonlySet<string>,
  { suffix, taken }: Keys,
): Promise<Map<string, string>> {
  const foreign = wanted.filter((key) => !own.has(key));
  const held = await taken([...foreign]);
  const made = new Map<string, string>();
  const used = new Set(wanted);
  for (const key of foreign.filter((one) => held.has(one))) {
    let free = within(key, suffix);
    for (let n = 2; !own.has(free) && (used.has(free) || (await taken([free])).has(free)); n++)
      free = within(key, `${suffix}${suffix.charAt(0)}${n}`);
    used.add(free);
    made.set(key, free);
  }
  return made;
}

function within(key: string, suffix: string): string {
  return `${key.slice(0, 60 - suffix.length)}${suffix}`;
}

async function takenGroupKeys(keys: string[]): Promise<Set<string>> {
  const rows = await db.externalDataGroup.findMany({ where: { key: { in: keys } }, select: { key: true } });
  return new Set(rows.map(({ key }) => key));
}

async function takenListenerKeys(keys: string[]): Promise<Set<string>> {
  const rows = await db.externalListener.findMany({ where: { key: { in: keys } }, select: { key: true } });
  return new Set(rows.map(({ key }) => key));
}

async function takenPackageKeys(keys: string[]): Promise<Set<string>> {
  const rows = await db.dataPackage.findMany({ where: { key: { in: keys } }, select: { key: true } });
  return new Set(rows.map(({ key }) => key));
}
