import { AppError } from "@/lib/errors/app-error";
import type { Scope } from "./actor";
import { identify } from "./authorize";
import { permissionAreas, permissionWords } from "./permission-words";
import { permissions, roleLabel, roleMay, type Permission, type Role } from "./permissions";
import { whoGrants } from "./who-grants";

export interface EffectiveRight {
  permission: Permission;
  words: string;
  has: boolean;
  /** The roles that carry it here, in words. */
  roles: string[];
  /** Who can give such a role. */
  grantedBy: string;
}

export interface EffectiveRights {
  /** Null where the account or the place in the project has ended: then nothing is allowed. */
  role: Role | null;
  /** Through what they have what they have, in a sentence. */
  through: string;
  areas: { area: string; rights: EffectiveRight[] }[];
}

/**
 * What somebody may do in a scope and why, by the same question and the same table that every door asks: what stands here is what
 * happens.
 */
export async function effectiveRights(personId: string, scope: Scope): Promise<EffectiveRights> {
  const role = await roleIn(personId, scope);
  const here = permissions.filter((permission) => {
    const { in: where } = permissionWords[permission];
    return where === "both" || where === scope.kind;
  });
  return {
    role,
    through: throughWhat(role, scope),
    areas: permissionAreas.flatMap((area) => {
      const rights = here
        .filter((permission) => permissionWords[permission].area === area)
        .map((permission) => rightOf(permission, role, scope));
      return rights.length > 0 ? [{ area, rights }] : [];
    }),
  };
}

async function roleIn(personId: string, scope: Scope): Promise<Role | null> {
  try {
    return (await identify(personId, scope.kind === "project" ? { project: scope.key } : "community")).role;
  } catch (error) {
    // An account that is off, or nobody of this project.
    if (error instanceof AppError) return null;
    throw error;
  }
}

function throughWhat(role: Role | null, scope: Scope): string {
  const place = scope.kind === "project" ? scope.name : "the community";
  if (role === null) return `The account, or the place in ${place}, has ended: nothing is allowed here.`;
  if (role === "community_manager" && scope.kind === "project")
    return `Through the role ${roleLabel[role]} in the community, which has every right in every project.`;
  return `Through the role ${roleLabel[role]} in ${place}.`;
}

function rightOf(permission: Permission, role: Role | null, scope: Scope): EffectiveRight {
  const { roles, grantors } = whoGrants(permission, scope.kind);
  return {
    permission,
    words: permissionWords[permission].words,
    has: role !== null && roleMay(role, permission),
    roles: roles.map((each) => roleLabel[each]),
    grantedBy: grantors.map((each) => roleLabel[each]).join(" or "),
  };
}
