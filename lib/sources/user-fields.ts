import { raw, sql, type Sql } from "@/lib/db/sql";
import { projectRoles, roleLabel } from "@/lib/auth/permissions";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { FieldOption } from "@/lib/fields/field";
import type { FieldStorage, SqlField } from "@/lib/fields/sql-field";
import { valueRows, type StoredField } from "@/lib/fields/value-rows";
import { userActivity } from "./activity-fields";
import { teams } from "./teams-field";

export interface UserFieldsOptions {
  /** `user`, or `submitter` for the submitter of a ticket. */
  prefix: "user" | "submitter";
  /** How data sets of this person are called besides their own name: "Submitter". */
  owner: string;
  projectId: string | null;
  projectKey: string | null;
  /** Every record of the FROM has its participation; else it may be missing. */
  takesPart: boolean;
  base: string;
  /** The person's id, where another column than `u.id` says it more cheaply. */
  id?: Sql;
}

/** The fields of a person, in a FROM where the account is `u` and the participation (in a project) `p`. */
export function userFields(profile: readonly ProfileFieldRow[], options: UserFieldsOptions): SqlField[] {
  return [
    ...account(options),
    ...participation(options),
    ...activity(options),
    ...profile.map((field) => profileField(options, field)),
  ];
}

/** The profile fields as `userFields` needs them, in their order. */
export async function readProfileFields(db: Db): Promise<ProfileFieldRow[]> {
  return db.profileField.findMany({
    orderBy: [{ order: "asc" }, { label: "asc" }],
    select: { id: true, key: true, label: true, type: true, options: true },
  });
}

function account({ prefix, owner, base, projectKey }: UserFieldsOptions): SqlField[] {
  const dataSet = { key: `${prefix}_account`, label: owner || "User account" };
  const place = projectKey ? `${base}/projects/${projectKey}/users/` : `${base}/community/users/`;
  const field = (
    key: string,
    label: string,
    type: SqlField["type"],
    storage: FieldStorage,
    expression: Sql,
  ): SqlField => ({
    path: `${prefix}.${key}`,
    label,
    dataSet,
    type,
    storage,
    sql: expression,
  });
  return [
    {
      ...field("email", "E-mail", "text", "text", sql`u.email`),
      required: true,
      folded: sql`u.email`,
      equalsFolded: (value) => sql`u.email = ${value}`,
    },
    {
      ...field("username", "Username", "text", "text", sql`u.username`),
      person: true,
      required: true,
      folded: sql`u.username`,
      equalsFolded: (value) => sql`u.username = ${value}`,
    },
    field("name", "Name", "text", "text", sql`nullif(trim(u.first_name || ' ' || u.last_name), '')`),
    field("first_name", "First name", "text", "text", sql`nullif(u.first_name, '')`),
    field("last_name", "Last name", "text", "text", sql`nullif(u.last_name, '')`),
    { ...field("state", "Account state", "choice", "text", sql`u.state::text`), options: states, required: true },
    { ...field("created_at", "Registered", "date", "instant", sql`u.created_at`), required: true },
    { ...field("community_score", "Community score", "number", "number", sql`u.score`), required: true },
    { ...field("email_opt_out", "Opted out of e-mail", "boolean", "boolean", sql`u.email_opt_out`), required: true },
    { ...field("locale", "Language", "text", "text", sql`u.locale`), required: true, folded: plain(sql`u.locale`) },
    { ...field("time_zone", "Time zone", "text", "text", sql`u.time_zone`), folded: plain(sql`u.time_zone`) },
    field("id", "User id", "text", "text", sql`u.id::text`),
    field("url", "Link to the user", "text", "text", sql`(${place}::text || u.id::text)`),
  ];
}

// What holds only ASCII is folded the quick way; the statistics of `app_user` know it so.
const plain = (column: Sql) => sql`lower(${column} collate "C")`;

function participation(options: UserFieldsOptions): SqlField[] {
  const { prefix, owner, projectId, takesPart } = options;
  const dataSet = { key: `${prefix}_participation`, label: owner ? `${owner} participation` : "Participation" };
  const shared: SqlField[] = [
    {
      path: `${prefix}.score`,
      label: projectId ? "Project score" : "Score",
      dataSet,
      type: "number",
      storage: "number",
      sql: !projectId ? sql`u.score` : takesPart ? sql`p.score` : sql`coalesce(p.score, 0)`,
      required: true,
      ...(projectId && takesPart
        ? { order: () => ({ storage: "number", sql: sql`p.score`, id: sql`p.user_id` }) }
        : {}),
    },
    { path: `${prefix}.teams`, label: "Teams", dataSet, type: "list", ...teams(projectId, options.id) },
  ];
  if (!projectId) return shared;
  return [
    {
      path: `${prefix}.role`,
      label: "Role",
      dataSet,
      type: "choice",
      storage: "text",
      options: roles,
      sql: sql`p.role::text`,
      required: takesPart,
    },
    {
      path: `${prefix}.joined_at`,
      label: "Joined",
      dataSet,
      type: "date",
      storage: "instant",
      sql: sql`p.joined_at`,
      required: takesPart,
      order: () => ({ storage: "instant", sql: sql`p.joined_at`, id: sql`p.user_id` }),
    },
    ...shared,
  ];
}

function activity({ prefix, owner, projectId, id = sql`u.id` }: UserFieldsOptions): SqlField[] {
  return userActivity({ prefix, label: owner ? `${owner} activity` : "Activity", projectId, record: id });
}

export interface ProfileFieldRow {
  id: string;
  key: string;
  label: string;
  type: "text" | "number" | "boolean" | "date" | "choice";
  options: unknown;
}

function profileField({ prefix, owner }: UserFieldsOptions, field: ProfileFieldRow): SqlField {
  const type = field.type;
  const value = jsonValue(sql`u.profile`, field.key, type);
  return {
    path: `${prefix}.profile.${field.key}`,
    label: field.label,
    dataSet: { key: `${prefix}_profile`, label: owner ? `${owner} profile` : "Profile" },
    type,
    ...value,
    ...valueRows({ id: field.id, storage: value.storage, exact: type === "choice" }, sql`u.id`),
    ...(type === "choice" ? { options: fieldOptions.parse(field.options) } : {}),
  };
}

const fieldOptions = z.array(z.object({ value: z.string(), label: z.string(), color: z.string().optional() }));

/**
 * A typed value inside a jsonb object, by member name. The key is our own (letters, digits, _), checked again because it becomes text of
 * the statement: as a parameter no index on the expression could be used.
 */
export function jsonValue(
  object: Sql,
  key: string,
  type: SqlField["type"],
): { storage: StoredField["storage"]; sql: Sql } {
  if (!/^[a-z0-9_-]+$/.test(key)) throw new Error(`Not a field key: ${key}`);
  const text = sql`(${object} ->> '${raw(key)}')`;
  if (type === "number") return { storage: "number", sql: sql`(${text})::numeric` };
  if (type === "boolean") return { storage: "boolean", sql: sql`(${text})::boolean` };
  if (type === "date") return { storage: "iso", sql: text };
  return { storage: "text", sql: text };
}

const states: FieldOption[] = [
  { value: "active", label: "Active", color: "green" },
  { value: "disabled", label: "Disabled", color: "gray" },
  { value: "deleted", label: "Deleted", color: "red" },
];

const roles: FieldOption[] = projectRoles.map((value) => ({ value, label: roleLabel[value] }));
