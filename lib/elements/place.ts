import type { Scope } from "@/lib/auth/actor";
import { getCommunity, originOf } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { sql, type Sql } from "@/lib/db/sql";
import { externalFields } from "@/lib/external-data/fields";
import type { ExternalDataGroup, RecordTarget } from "@/lib/external-data/schema";
import { listUsableGroups } from "@/lib/external-data/usable-groups";
import type { FieldInfo, FieldOption, FieldType } from "@/lib/fields/field";
import type { FieldStorage, SqlField } from "@/lib/fields/sql-field";
import { placeFields } from "@/lib/sources/place-fields";
import { readProfileFields, userFields, type ProfileFieldRow } from "@/lib/sources/user-fields";
import { projectOf } from "./data-source";

/** What every data source of a scope is made from. */
export interface Place {
  scope: Scope;
  projectId: string | null;
  community: string;
  base: string;
  groups: ExternalDataGroup[];
  profile: ProfileFieldRow[];
  /** Of the statuses of all feedback types by their names; where two types differ, the older one's. */
  statusColors: Record<string, string>;
}

export async function readPlace(scope: Scope): Promise<Place> {
  const projectId = projectOf(scope);
  const [community, groups, profile, statuses] = await Promise.all([
    getCommunity(),
    listUsableGroups(db, projectId),
    readProfileFields(db),
    db.$queryRaw<{ name: string; color: string }[]>`
      select distinct on (s.name) s.name, s.color from feedback_status s join feedback_type t on t.id = s.type_id
       where ${projectId}::uuid is null or t.project_id = ${projectId}::uuid order by s.name, s.id limit ${mostStatuses}`,
  ]);
  const statusColors = Object.fromEntries(statuses.map(({ name, color }) => [name, color]));
  return { scope, projectId, community: community.name, base: originOf(community), groups, profile, statusColors };
}

/** With a colour of their own: more names than a drawing has. */
const mostStatuses = 200;

/** The rows of the scope: all of them in the community. */
export function inScope({ projectId }: Place, column: Sql): Sql {
  return projectId ? sql`${column} = ${projectId}::uuid` : sql`true`;
}

/** External data of the records whose id `recordId` is. */
export function externalOf({ groups }: Place, target: RecordTarget, recordId: Sql): SqlField[] {
  return externalFields(
    groups.filter((group) => group.target === target),
    recordId,
  );
}

/** The person of a row, in a FROM where the account is `u` and the participation, which may be missing, `p`. */
export function personFields({ profile, projectId, scope, base }: Place, prefix: "user" | "submitter", owner: string) {
  return userFields(profile, {
    prefix,
    owner,
    projectId,
    projectKey: scope.kind === "project" ? scope.key : null,
    takesPart: false,
    base,
  });
}

export function ofPlace({ scope, community, base }: Place): SqlField[] {
  return placeFields(scope, community, base);
}

/** Short fields of one data set. */
export function fieldMaker(dataSet: FieldInfo["dataSet"], prefix: string) {
  return (
    key: string,
    label: string,
    [type, storage]: readonly [FieldType, FieldStorage],
    expression: Sql,
    more: Partial<SqlField> = {},
  ): SqlField => ({ path: `${prefix}.${key}`, label, dataSet, type, storage, sql: expression, ...more });
}

export const kinds = {
  text: ["text", "text"],
  choice: ["choice", "text"],
  number: ["number", "number"],
  boolean: ["boolean", "boolean"],
  instant: ["date", "instant"],
} as const satisfies Record<string, readonly [FieldType, FieldStorage]>;

/** Options out of words: `{done: "Done"}`. */
export function optionsOf(words: Record<string, string>, colors: Record<string, string> = {}): FieldOption[] {
  return Object.entries(words).map(([value, label]) => ({
    value,
    label,
    ...(colors[value] ? { color: colors[value] } : {}),
  }));
}
