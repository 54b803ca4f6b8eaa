import type { Scope } from "./actor";
import { rolesWith, type Permission, type Role } from "./permissions";

/** The roles that carry this right in such a place, and the roles that can give somebody one of them. */
export function whoGrants(permission: Permission, place: Scope["kind"]): { roles: Role[]; grantors: Role[] } {
  const inProject = place === "project";
  const isHere = (role: Role) => role === "community_manager" || (role !== "member") === inProject;
  const roles = rolesWith(permission).filter(isHere);
  const byProject = inProject && roles.some((role) => role !== "community_manager");
  return { roles, grantors: rolesWith(byProject ? "members.write" : "users.write").filter(isHere) };
}
