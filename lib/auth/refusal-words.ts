import type { Actor } from "./actor";
import { permissionWords } from "./permission-words";
import { roleLabel, type Permission } from "./permissions";
import { whoGrants } from "./who-grants";

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** For whoever is refused: what they may not do and where, the role they have and those that may, and whom to ask. */
export function refusalWords({ role, scope }: Pick<Actor, "role" | "scope">, permission: Permission): string {
  const place = scope.kind === "project" ? scope.name : "the community";
  const { roles, grantors } = whoGrants(permission, scope.kind);
  const others = roles.filter((each) => each !== "community_manager");
  const takes = (others.length > 0 ? others : roles).map((each) => roleLabel[each]);
  const ask = grantors.map((each) => `a ${inSentence(roleLabel[each])}`);
  return [
    `You may not ${refused(permission)} in ${place}.`,
    `Your role there is ${roleLabel[role]}; it takes ${either.format(takes)}.`,
    `Ask ${either.format(ask)}.`,
  ].join(" ");
}

function refused(permission: Permission): string {
  const right: { words: string; refused?: string } = permissionWords[permission];
  // Whoever lacks a right may do neither of what it joins.
  return right.refused ?? inSentence(right.words).replaceAll(" and ", " or ");
}

function inSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
