import type { Permission } from "./permissions";

interface Words {
  /** The heading it stands under. */
  area:
    "Everyone" | "People" | "Tickets" | "External data" | "Macros and listeners" | "Lists" | "Reports" | "Programme";
  words: string;
  /** What follows “You may not”, where `words` speaks of others. */
  refused?: string;
  /** Where it can be used at all; a right that is used in both has the same words. */
  in: "community" | "project" | "both";
}

/** Each right in plain words: for the page that explains what somebody may do, and for whoever is refused. */
export const permissionWords = {
  "home.read": { area: "Everyone", words: "Sign in and see the start page", in: "community" },
  "preferences.write": {
    area: "Everyone",
    words: "Change their own account and preferences",
    refused: "change your account or preferences",
    in: "community",
  },
  "help.read": { area: "Everyone", words: "Read the help", in: "community" },

  "project.read": { area: "Programme", words: "Enter the project", in: "project" },
  "project.write": { area: "Programme", words: "Change the project’s settings", in: "project" },
  "projects.create": { area: "Programme", words: "Create projects", in: "community" },
  "apiKeys.read": { area: "Programme", words: "Use API keys for listeners", in: "both" },
  "apiKeys.write": { area: "Programme", words: "Create, rotate and revoke API keys", in: "community" },
  "settings.write": { area: "Programme", words: "Change the settings of the community", in: "community" },
  "mailbox.read": { area: "Programme", words: "Read the Mailbox", in: "community" },
  "audit.read": { area: "Programme", words: "Read the audit log and restore versions", in: "both" },

  "users.read": { area: "People", words: "See people and what is known of them", in: "both" },
  "users.write": { area: "People", words: "Create, change, disable and delete accounts", in: "community" },
  "members.write": { area: "People", words: "Invite and remove people, and give roles", in: "both" },
  "teams.write": { area: "People", words: "Make teams and choose who is in them", in: "both" },
  "userComments.write": { area: "People", words: "Write notes about people", in: "both" },
  "score.write": { area: "People", words: "Give and take points", in: "both" },
  "ranks.write": { area: "People", words: "Name score ranks", in: "both" },

  "feedback.read": { area: "Tickets", words: "See every ticket", in: "project" },
  "feedback.readOwn": {
    area: "Tickets",
    words: "See their own and public tickets",
    refused: "see tickets",
    in: "project",
  },
  "feedback.write": { area: "Tickets", words: "Change tickets and write notes on them", in: "project" },
  "feedback.submit": {
    area: "Tickets",
    words: "Submit tickets, and change their own while open",
    refused: "submit tickets",
    in: "project",
  },
  "feedback.comment": {
    area: "Tickets",
    words: "Comment on the tickets they see",
    refused: "comment on tickets",
    in: "project",
  },
  "feedback.vote": {
    area: "Tickets",
    words: "Vote for the tickets they see",
    refused: "vote for tickets",
    in: "project",
  },
  "types.read": {
    area: "Tickets",
    words: "See feedback types with their fields and statuses",
    refused: "see feedback types",
    in: "project",
  },
  "types.write": { area: "Tickets", words: "Make and change feedback types", in: "project" },

  "externalData.read": { area: "External data", words: "See external data", in: "both" },
  "externalData.write": { area: "External data", words: "Change and import external data", in: "both" },
  "groups.write": { area: "External data", words: "Make and change external data groups", in: "both" },

  "macros.read": { area: "Macros and listeners", words: "See macros, triggers and schedules", in: "both" },
  "macros.write": { area: "Macros and listeners", words: "Make and change macros, triggers and schedules", in: "both" },
  "macros.run": {
    area: "Macros and listeners",
    words: "Run the macros offered to them",
    refused: "run macros",
    in: "both",
  },
  "runs.read": { area: "Macros and listeners", words: "See what macros did", in: "both" },
  "listeners.read": { area: "Macros and listeners", words: "See external listeners", in: "both" },
  "listeners.write": { area: "Macros and listeners", words: "Make and change external listeners", in: "both" },
  "logs.read": { area: "Macros and listeners", words: "See the logs of webhooks and listener calls", in: "both" },
  "logs.bodies": { area: "Macros and listeners", words: "See what requests and answers contained", in: "both" },
  "deliveries.resend": { area: "Macros and listeners", words: "Resend, cancel and settle deliveries", in: "both" },

  "filters.write": {
    area: "Lists",
    words: "Keep filters and views of their own",
    refused: "keep filters or views of your own",
    in: "both",
  },
  "filters.share": { area: "Lists", words: "Share filters and views, and change shared ones", in: "both" },

  "reports.read": {
    area: "Reports",
    words: "See reports that are shared with them",
    refused: "see reports",
    in: "both",
  },
  "reports.write": { area: "Reports", words: "Create, change, share and distribute reports", in: "both" },
} as const satisfies Record<Permission, Words>;

export const permissionAreas = [
  "Programme",
  "People",
  "Tickets",
  "External data",
  "Macros and listeners",
  "Lists",
  "Reports",
  "Everyone",
] as const satisfies readonly Words["area"][];
