import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Actor, Can, RequestFrom, Scope, Via } from "./actor";
import { roleMay, type Permission, type Role } from "./permissions";
import { refusalWords } from "./refusal-words";

/** A project by its key, or the community. */
export type ScopeRef = { project: string } | "community";

/**
 * The only place that makes a `Can`. Reads the person's role fresh from the database.
 * @throws AppError `unauthenticated` without a person, `not_found` for a project the person has no part in, `forbidden` (naming the
 * right and who could grant it) inside one.
 */
export async function authorize<P extends Permission>(
  personId: string | null,
  ref: ScopeRef,
  permission: P,
  via: Via = "browser",
  from?: RequestFrom,
): Promise<Can<P>> {
  const actor = await identify(personId, ref, via);
  return prove(from ? { ...actor, from } : actor, permission);
}

/** Who this is in that scope, before any right is asked. The same errors as `authorize`, save `forbidden`. */
export async function identify(personId: string | null, ref: ScopeRef, via: Via = "browser"): Promise<Actor> {
  if (!personId) throw new AppError("unauthenticated", "Sign in to go on.");
  const project = ref === "community" ? null : ref.project;
  // In one question, because every request asks it.
  const [found] = await db.$queryRaw<Identity[]>`
    select u.username, u.first_name as "firstName", u.last_name as "lastName", u.community_role::text as "communityRole",
           c.time_zone as "communityZone", p.id::text as "projectId", p.key, p.name as "projectName", p.time_zone as "projectZone",
           part.role::text as "projectRole"
      from app_user u
      left join community c on c.id = 1
      left join project p on p.key = ${project}
      left join participation part on part.project_id = p.id and part.user_id = u.id and part.state = 'active'
     where u.id = ${personId}::uuid and u.state = 'active'`;
  if (!found) throw new AppError("unauthenticated", "Sign in to go on.");
  const { username, communityRole, projectRole } = found;
  const person = { personId, name: `${found.firstName} ${found.lastName}`.trim() || username, username, via };
  if (project === null)
    return { ...person, role: communityRole, scope: { kind: "community", timeZone: found.communityZone ?? "UTC" } };
  const role = communityRole === "community_manager" ? communityRole : projectRole;
  const { projectId: id, key, projectName: name, projectZone: timeZone } = found;
  if (!role || !id || !key || !name || !timeZone) throw noSuchProject();
  return { ...person, role, scope: { kind: "project", id, key, name, timeZone } };
}

interface Identity {
  username: string;
  firstName: string;
  lastName: string;
  communityRole: Extract<Role, "member" | "community_manager">;
  communityZone: string | null;
  projectId: string | null;
  key: string | null;
  projectName: string | null;
  projectZone: string | null;
  projectRole: Role | null;
}

/** A second right of the same actor, for a screen or verb that needs more than one. @throws AppError `forbidden` */
export function also<P extends Permission>(actor: Actor, permission: P): Can<P> {
  return prove(actor, permission);
}

/** The same actor while a version that the audit log keeps is saved again: what it writes there says `restored`, and of which entry. */
export function restoring<P extends Permission>(actor: Can<P>, entryId: string): Can<P> {
  return { ...actor, restores: entryId };
}

/** What a listener may do once its credential is proven: it acts in its own scope, as nobody. */
export function authorizeListener<P extends Permission>(scope: Scope, name: string, permission: P): Can<P> {
  return prove({ personId: null, name, username: null, role: "community_manager", scope, via: "listener" }, permission);
}

/** What a job or the command line may do, in the scope of what started it. `personId` is the person it acts for, if any. */
export function authorizeSystem<P extends Permission>(
  scope: Scope,
  permission: P,
  by: { via: Extract<Via, "job" | "command line" | "sample" | "invitation">; name: string; personId?: string | null },
): Can<P> {
  return prove(
    { personId: by.personId ?? null, name: by.name, username: null, role: "community_manager", scope, via: by.via },
    permission,
  );
}

/** The scope that a row's `projectId` names. @throws AppError `not_found` */
export async function scopeOf(projectId: string | null): Promise<Scope> {
  if (!projectId) {
    const community = await db.community.findUnique({ where: { id: 1 }, select: { timeZone: true } });
    return { kind: "community", timeZone: community?.timeZone ?? "UTC" };
  }
  const project = await db.project.findUnique({ where: { id: projectId }, select: scopeColumns });
  if (!project) throw noSuchProject();
  return { kind: "project", ...project };
}

const scopeColumns = { id: true, key: true, name: true, timeZone: true } as const;

function noSuchProject(): AppError {
  return new AppError(
    "not_found",
    "There is no such project, or you are not in it. Ask its project manager to add you.",
  );
}

// The guarantee behind the cast: the role was read for this scope, and the table grants the right.
function prove<P extends Permission>(actor: Actor, permission: P): Can<P> {
  if (roleMay(actor.role, permission)) return actor as Can<P>;
  throw new AppError("forbidden", refusalWords(actor, permission));
}
