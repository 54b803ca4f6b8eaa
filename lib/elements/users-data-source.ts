import { sql } from "@/lib/db/sql";
import { fieldCatalog } from "@/lib/fields/catalog";
import { userFields } from "@/lib/sources/user-fields";
import type { DataSource } from "./data-source";
import { externalOf, ofPlace, type Place } from "./place";
import { dataSourceLabels } from "./schema";

/**
 * The same people with the same fields as the list of users, in a FROM for sums over all of them: what a question does not look at,
 * PostgreSQL does not read. The account is joined from the left, so that it is left out where nothing names it.
 */
export function usersDataSource(place: Place): DataSource {
  const { scope, projectId, base, profile } = place;
  const id = projectId ? sql`p.user_id` : sql`u.id`;
  const people = userFields(profile, {
    prefix: "user",
    owner: "",
    projectId,
    projectKey: scope.kind === "project" ? scope.key : null,
    takesPart: projectId !== null,
    base,
    id,
  });
  return {
    key: "users",
    name: dataSourceLabels.users,
    noun: { one: "user", many: "users" },
    list: { kind: "users", projectId },
    joinsById: true,
    scope,
    zone: scope.timeZone,
    catalog: fieldCatalog([
      ...people,
      ...externalOf(place, "user", id),
      ...(projectId ? externalOf(place, "project", sql`${projectId}::uuid`) : []),
      ...ofPlace(place),
    ]),
    from: projectId ? sql`from participation p left join app_user u on u.id = p.user_id` : sql`from app_user u`,
    // The few who are deleted stand in an index of their own.
    where: projectId
      ? sql`p.project_id = ${projectId}::uuid and p.state = 'active'
          and p.user_id not in (select gone.id from app_user gone where gone.state = 'deleted')`
      : sql`u.state <> 'deleted'`,
    id,
    label: sql`u.username`,
    searched: ["user.username", "user.email", "user.name"],
  };
}
