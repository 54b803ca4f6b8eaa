import { scopeOf } from "@/lib/auth/authorize";
import { getCommunity, originOf } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { externalFields } from "@/lib/external-data/fields";
import { listUsableGroups } from "@/lib/external-data/usable-groups";
import { fieldCatalog } from "@/lib/fields/catalog";
import { placeFields } from "./place-fields";
import type { Source, SourceRef } from "./source";
import { readProfileFields, userFields } from "./user-fields";

/** The active people of a project in any role, or the accounts of the community that are not deleted. */
export async function usersSource(
  ref: Extract<SourceRef, { kind: "users" }>,
  known?: Pick<Source, "scope">,
): Promise<Source> {
  const { projectId } = ref;
  const [scope, community, groups, profile] = await Promise.all([
    known?.scope ?? scopeOf(projectId),
    getCommunity(),
    listUsableGroups(db, projectId),
    readProfileFields(db),
  ]);
  const base = originOf(community);
  const people = userFields(profile, {
    prefix: "user",
    owner: "",
    projectId,
    projectKey: scope.kind === "project" ? scope.key : null,
    takesPart: projectId !== null,
    base,
  });
  const ofUser = groups.filter(({ target }) => target === "user");
  const ofProject = groups.filter(({ target }) => target === "project");
  return {
    ref,
    target: "user",
    scope,
    zone: scope.timeZone,
    catalog: fieldCatalog([
      ...people,
      ...externalFields(ofUser, sql`u.id`),
      ...(projectId ? externalFields(ofProject, sql`${projectId}::uuid`) : []),
      ...placeFields(scope, community.name, base),
    ]),
    from: projectId ? sql`from participation p join app_user u on u.id = p.user_id` : sql`from app_user u`,
    where: projectId
      ? sql`p.project_id = ${projectId}::uuid and p.state = 'active' and u.state <> 'deleted'`
      : sql`u.state <> 'deleted'`,
    id: sql`u.id`,
    joinsById: true,
    sameIds: projectId ? [sql`p.user_id`] : [],
    label: sql`u.username`,
    searched: ["user.username", "user.email", "user.name"],
  };
}
