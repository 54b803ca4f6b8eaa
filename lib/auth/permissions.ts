/**
 * One table, role → rights. The server asks it through `authorize`, the browser through `may` to leave out what would be refused.
 * A community manager holds every right, in the community and in each project.
 */
export const communityRoles = ["community_manager", "member"] as const;
export const projectRoles = ["manager", "support", "observer", "participant", "applicant"] as const;

export type CommunityRole = (typeof communityRoles)[number];
export type ProjectRole = (typeof projectRoles)[number];
export type Role = CommunityRole | ProjectRole;

const everyone = ["member", ...projectRoles] as const;
const anyoneInProject = projectRoles;
const staff = ["manager", "support", "observer"] as const;
const hands = ["manager", "support"] as const;
const manager = ["manager"] as const;
const communityManagerOnly = [] as const;

const grants = {
  "home.read": everyone,
  "preferences.write": everyone,
  "help.read": everyone,

  "project.read": anyoneInProject,
  "project.write": manager,
  "projects.create": communityManagerOnly,
  "members.write": manager,
  "teams.write": manager,

  "users.read": staff,
  "users.write": communityManagerOnly,
  "userComments.write": hands,
  "score.write": hands,
  "ranks.write": manager,

  "feedback.read": staff,
  "feedback.readOwn": [...staff, "participant"],
  "feedback.write": hands,
  "feedback.submit": [...hands, "participant"],
  "feedback.comment": [...hands, "participant"],
  "feedback.vote": [...hands, "participant"],
  "types.read": staff,
  "types.write": manager,

  "externalData.read": staff,
  "externalData.write": hands,
  "groups.write": manager,

  "macros.read": staff,
  "macros.write": manager,
  "macros.run": hands,
  "runs.read": staff,

  "listeners.read": staff,
  "listeners.write": manager,

  "logs.read": staff,
  "logs.bodies": hands,
  "deliveries.resend": hands,

  "reports.read": staff,
  "reports.write": manager,

  "filters.write": staff,
  "filters.share": manager,

  "apiKeys.read": manager,
  "apiKeys.write": communityManagerOnly,
  "settings.write": communityManagerOnly,
  "mailbox.read": communityManagerOnly,
  "audit.read": manager,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof grants;

export const permissions = Object.keys(grants) as Permission[];

/** Does this role carry this right? A courtesy in the browser, the law in `authorize`. */
export function roleMay(role: Role, permission: Permission): boolean {
  return role === "community_manager" || (grants[permission] as readonly Role[]).includes(role);
}

/** Who could grant it, for the page that says no. */
export function rolesWith(permission: Permission): Role[] {
  return ["community_manager", ...grants[permission]];
}

export const roleLabel: Record<Role, string> = {
  community_manager: "Community manager",
  member: "Member",
  manager: "Project manager",
  support: "Support",
  observer: "Observer",
  participant: "Participant",
  applicant: "Applicant",
};
