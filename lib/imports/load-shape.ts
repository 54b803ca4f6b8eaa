import { may, projectIdOf, type Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { findGroup, listUsableGroups } from "@/lib/external-data/usable-groups";
import { listProfileFields } from "@/lib/users/profile";
import type { ImportKind } from "./schema";
import type { Shape } from "./targets";

/** What an import of this kind may write in the actor's scope, as it is now. @throws AppError `not_found` for a group that cannot be used here */
export async function loadShape(
  actor: Actor,
  { kind, groupId }: { kind: ImportKind; groupId: string | null },
): Promise<Shape> {
  const projectId = projectIdOf(actor);
  const isUsers = kind === "users";
  const [profile, groups, teams] = await Promise.all([
    isUsers ? listProfileFields() : [],
    isUsers ? listUsableGroups(db, projectId) : [await getImportGroup(actor, groupId ?? "")],
    isUsers ? db.team.findMany({ where: { projectId }, select: { id: true, name: true } }) : [],
  ]);
  return {
    kind,
    projectId,
    mayMakeAccounts: may(actor, "users.write"),
    profile,
    groups: isUsers ? groups.filter(({ target }) => target === "user") : groups,
    teams: new Map(teams.map((team) => [team.name.toLowerCase(), team])),
  };
}

/** A group whose values can be imported here: about users or tickets. @throws AppError `not_found` */
export async function getImportGroup(actor: Actor, groupId: string) {
  const group = await findGroup(db, groupId);
  const isUsable = group !== null && (group.projectId === null || group.projectId === projectIdOf(actor));
  if (!isUsable || group.target === "project")
    throw new AppError("not_found", "There is no such external data group here.");
  return group;
}
