import type { Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { idOf, type Item } from "./items";
import { inCommunity, type Present } from "./present";
import { nameOf, typeKeyOf, type Reference } from "./reference";

/** A secret that a configuration cannot bring along, with the macro or listener that waits for it. */
export interface MissingSecret {
  kind: "macro" | "listener";
  id: string;
  name: string;
  /** What it is for, as a file says it: `users`, `project`, `feedback:bug`. */
  of: string;
  /** “URL”, “header Authorization”, “signature”. */
  where: string;
}

/** Where a configuration is being made: whose it is, what is there already and what was made so far. */
export interface Target {
  actor: Can<"project.write">;
  present: Present;
  /** What the project had at the beginning, by `idOf`. */
  there: ReadonlyMap<string, Item>;
  /** Row ids by `idOf`, those made on the way included. */
  ids: Map<string, string>;
  /** The names of the macros that are being taken and did not fail, by `idOf`. */
  coming: Map<string, string>;
  /** The macros that are switched off, and the listeners that wait for a secret, by `idOf`. */
  off: Set<string>;
  /** Given with the configuration, by `secretPlace` and `signaturePlace`. */
  secrets: ReadonlyMap<string, string>;
  missing: MissingSecret[];
  /** The API key of a new listener. */
  apiKeyOf: (listenerKey: string) => string | null;
}

/** The place of a secret in a configuration: of which macro, in which action, `url` or the number of the header. */
export function secretPlace(macroItem: string, action: number, part: "url" | number): string {
  return `${macroItem}#${action}/${part}`;
}

/** The same of the secret by which a listener's calls are signed. */
export function signaturePlace(listenerItem: string): string {
  return `${listenerItem}#signature`;
}

export function teamId(target: Target, team: Reference): string {
  return find(target, idOf.team(nameOf(team)), team, "team");
}

export function rankId(target: Target, rank: Reference): string {
  return find(target, idOf.rank(nameOf(rank)), rank, "score rank");
}

export function filterId(target: Target, of: string, filter: Reference): string {
  return find(target, idOf.filter(of, nameOf(filter)), filter, "filter");
}

export function groupId(target: Target, key: string): string {
  return find(target, idOf.group(key), key, "external data group with the key");
}

export function mailTemplateId(target: Target, name: string): string {
  return find(target, idOf.mailTemplate(name), name, "e-mail template");
}

export function macroId(target: Target, of: string, key: string): string {
  return find(target, idOf.macro(of, key), key, "macro with the key");
}

/** Of `users` or the project none. */
export function feedbackTypeId(target: Target, of: string): string | null {
  const key = typeKeyOf(of);
  return key === null ? null : find(target, idOf.feedbackType(key), key, "feedback type with the key");
}

function find({ ids }: Target, id: string, named: Reference, what: string): string {
  const isOurs = typeof named === "string";
  const found = ids.get(isOurs ? id : inCommunity(id));
  if (found !== undefined) return found;
  throw new AppError(
    "invalid",
    isOurs
      ? `There is no ${what} “${named}” in this project. Take it along, or make it first.`
      : `The community has no ${what} “${named.community}”. A community manager can make it.`,
  );
}
