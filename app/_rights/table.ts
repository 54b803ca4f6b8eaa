import type { Permission, Role } from "@/lib/auth/permissions";

const roles = ["member", "manager", "support", "observer", "participant", "applicant"] as const;

/**
 * Who may what, written by hand from the specification and docs/roles.md: a slip in lib/auth/permissions.ts is to be noticed here, so it
 * must not be made from there. A community manager may do everything. `member` is the role in the community of everyone else.
 */
const table = `
  home.read          member manager support observer participant applicant
  preferences.write  member manager support observer participant applicant
  help.read          member manager support observer participant applicant

  project.read              manager support observer participant applicant
  project.write             manager
  projects.create
  members.write             manager
  teams.write               manager

  users.read                manager support observer
  users.write
  userComments.write        manager support
  score.write               manager support
  ranks.write               manager

  feedback.read             manager support observer
  feedback.readOwn          manager support observer participant
  feedback.write            manager support
  feedback.submit           manager support          participant
  feedback.comment          manager support          participant
  feedback.vote             manager support          participant
  types.read                manager support observer
  types.write               manager

  externalData.read         manager support observer
  externalData.write        manager support
  groups.write              manager

  macros.read               manager support observer
  macros.write              manager
  macros.run                manager support
  runs.read                 manager support observer

  listeners.read            manager support observer
  listeners.write           manager

  logs.read                 manager support observer
  logs.bodies               manager support
  deliveries.resend         manager support

  reports.read              manager support observer
  reports.write             manager

  filters.write             manager support observer
  filters.share             manager

  reports.read              manager support observer
  reports.write             manager

  apiKeys.read              manager
  apiKeys.write
  settings.write
  mailbox.read
  audit.read                manager
`;

const rows = new Map(
  table
    .trim()
    .split(/\n\s*/)
    .map((line) => line.split(/ +/))
    .map(([permission = "", ...granted]) => [permission, granted] as const),
);

export const rightsInTable = [...rows.keys()];

/** @throws Error for a right or a role that the table does not know */
export function tableSays(role: Role, permission: Permission): boolean {
  const granted = rows.get(permission);
  if (!granted) throw new Error(`The table says nothing about ${permission}. Write down who may do that.`);
  const unknown = granted.filter((each) => !roles.some((known) => known === each));
  if (unknown.length > 0) throw new Error(`${permission}: there is no role ${unknown.join(", ")}.`);
  return role === "community_manager" || granted.includes(role);
}
