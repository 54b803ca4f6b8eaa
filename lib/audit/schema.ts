import { z } from "zod";
import type { Via } from "@/lib/auth/actor";

/** What was done, in the words on screen. */
export const auditVerbs = [
  "created",
  "changed",
  "deleted",
  "restored",
  "switched on",
  "switched off",
  "rotated",
  "revealed",
  "resent",
  "started",
  "ended",
  "pinned",
  "unpinned",
] as const;
export type AuditVerb = (typeof auditVerbs)[number];

/** What it was done to, as stored, with the words on screen. */
export const auditKindWords = {
  macro: "Macro",
  "e-mail template": "E-mail template",
  webhook: "Webhook",
  trigger: "Trigger",
  schedule: "Schedule",
  listener: "External listener",
  "external data group": "External data group",
  "external data field": "External data field",
  "feedback type": "Feedback type",
  filter: "Filter",
  view: "View",
  report: "Report",
  distribution: "Distribution",
  "report element": "Report element",
  "data package": "Data package",
  team: "Team",
  rank: "Score rank",
  project: "Project",
  member: "Member",
  invitation: "Invitation",
  user: "User",
  profile: "Profile",
  password: "Password",
  "API key": "API key",
  "API key secret": "API key secret",
  settings: "Community settings",
  "mail server": "Mail server",
  "profile fields": "Profile fields",
  delivery: "Webhook delivery",
  import: "Import",
  configuration: "Copied configuration",
  "sample programme": "Sample programme",
} as const;
export type AuditKind = keyof typeof auditKindWords;
export const auditKinds = Object.keys(auditKindWords) as [AuditKind, ...AuditKind[]];

/** How the one who did it reached us, in the words on screen. */
export const viaWords: Record<Via, string> = {
  browser: "Browser",
  "command line": "Command line",
  listener: "External listener",
  job: "In the background",
  sample: "Sample programme",
  invitation: "Invitation",
};
export const vias = Object.keys(viaWords) as [Via, ...Via[]];

/** An empty field of a form asks nothing. */
const absent = z.literal("").transform(() => undefined);
const day = z.iso.date({ error: "Give a date." });

/** What the log is asked; it stands in the address. Days are those of the scope's zone. */
export const auditQuestion = z.object({
  /** A username, or the name a machine acts under. */
  by: absent.or(z.string().trim().max(200)).optional(),
  kind: absent.or(z.enum(auditKinds)).optional(),
  verb: absent.or(z.enum(auditVerbs)).optional(),
  via: absent.or(z.enum(vias)).optional(),
  /** The object whose history it is; with `kind`. */
  object: absent.or(z.string().max(100)).optional(),
  /** In the name of what was changed, of then. */
  text: absent.or(z.string().trim().max(200)).optional(),
  from: absent.or(day).optional(),
  to: absent.or(day).optional(),
  /** An instant, besides the days. */
  since: absent.or(z.iso.datetime({ error: "Give a time." })).optional(),
  /** Without what the one who asks did. */
  others: absent.or(z.literal("yes")).optional(),
  /** The last entry of the page before. */
  after: absent.or(z.uuid()).optional(),
});
export type AuditQuestion = z.output<typeof auditQuestion>;
