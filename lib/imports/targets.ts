import { roleLabel, projectRoles } from "@/lib/auth/permissions";
import { externalDataTypeLabel, type ExternalDataGroup } from "@/lib/external-data/schema";
import type { ProfileFieldRow } from "@/lib/users/profile";

/** Where an import writes: what there is that a column may name. */
export interface Shape {
  kind: "users" | "values";
  projectId: string | null;
  /** Whoever imports may make accounts and change their names and profiles. */
  mayMakeAccounts: boolean;
  profile: ProfileFieldRow[];
  /** Users: every group about users that is usable here. Values: the one they are for. */
  groups: ExternalDataGroup[];
  /** By lower-cased name. */
  teams: Map<string, { id: string; name: string }>;
}

/** What a column can be mapped to. */
export interface Target {
  id: string;
  label: string;
  section: string;
  /** What is expected in its cells; null where any text will do. */
  wants: string | null;
  /** The headings that propose it. */
  names: string[];
}

export const recordTarget = "record";

/** Whatever a column of this import can be mapped to, in the order in which it is offered. */
export function targetsOf(shape: Shape): Target[] {
  return [...(shape.kind === "users" ? userTargets(shape) : [recordOf(shape)]), ...shape.groups.flatMap(groupTargets)];
}

function userTargets({ mayMakeAccounts, projectId, profile, teams }: Shape): Target[] {
  const account = (id: string, label: string, names: string[], wants: string | null = null): Target => ({
    id,
    label,
    section: "Account",
    wants,
    names: [label, ...names],
  });
  return [
    account("email", "E-mail", ["email", "e-mail address", "email address", "mail"], "an e-mail address"),
    account("username", "Username", ["user name", "user", "login"], "a username"),
    ...(mayMakeAccounts
      ? [
          account("firstName", "First name", ["given name", "forename"]),
          account("lastName", "Last name", ["surname", "family name"]),
          ...profile.map((field) => ({
            ...account(`profile.${field.key}`, field.label, [field.key], profileWants(field)),
            section: "Profile",
          })),
        ]
      : []),
    ...(projectId ? [{ ...account("role", "Role", ["project role"], roleNames), section: "Project" }] : []),
    ...(teams.size > 0
      ? [
          {
            ...account("teams", "Teams", ["team"], "names of teams, separated by ;"),
            section: projectId ? "Project" : "Community",
          },
        ]
      : []),
  ];
}

const roleNames = `a role: ${projectRoles.map((role) => roleLabel[role]).join(", ")}`;

function profileWants({ type, options }: ProfileFieldRow): string | null {
  if (type === "choice") return `one of ${options.map(({ label }) => label).join(", ")}`;
  return { text: null, number: "a number", boolean: "true or false", date: "a date such as 2026-11-30" }[type];
}

function recordOf({ groups }: Shape): Target {
  return groups[0]?.target === "feedback"
    ? {
        id: recordTarget,
        label: "Ticket",
        section: "Record",
        wants: "a ticket such as BUG-42",
        names: ["ticket", "ticket id", "id", "display id", "feedback", "issue"],
      }
    : {
        id: recordTarget,
        label: "User",
        section: "Record",
        wants: "a username or an e-mail address",
        names: ["user", "username", "user name", "e-mail", "email", "e-mail address", "email address", "mail"],
      };
}

function groupTargets(group: ExternalDataGroup): Target[] {
  return group.fields
    .filter((field) => !field.archived)
    .map((field) => ({
      id: `field.${field.id}`,
      label: field.label,
      section: group.label,
      wants: field.type === "string" ? null : typeWants[field.type],
      names: [field.label, field.parameter, field.key, `${group.label} ${field.label}`, `${group.key} ${field.key}`],
    }));
}

const typeWants = {
  boolean: "true or false",
  integer: `a whole number (${externalDataTypeLabel.integer})`,
  datetime: "ISO 8601, such as 2026-11-30 or 2026-11-30T09:00:00Z",
} as const;
