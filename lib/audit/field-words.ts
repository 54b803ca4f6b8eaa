import { roleLabel } from "@/lib/auth/permissions";

/** What a stored member is called on screen; where the screen has no word of its own, its name in words. */
export function fieldWords(name: string): string {
  return words[name] ?? inWords(name);
}

/** Values of a closed list, which are stored as words for programs. */
export function valueWords(name: string, value: unknown): unknown {
  if (typeof value !== "string" || !chosen.has(name)) return value;
  const role = roles.get(value);
  return name === "role" || name === "communityRole" ? (role ?? value) : fieldWords(value);
}

const chosen = new Set(["role", "communityRole", "kind", "type", "target", "event", "rate", "visibility", "state"]);
const roles = new Map<string, string>(Object.entries(roleLabel));

function inWords(name: string): string {
  // A key or a label of somebody's own stands as it was written.
  if (!/^[a-z]+(?:[A-Z][a-z0-9]*)*(?:_[a-z0-9]+)*$/.test(name)) return name;
  const spaced = name.replaceAll("_", " ").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const words: Record<string, string> = {
  // Macros
  showAsAction: "Show as action",
  teamIds: "Teams that may use it",
  runOnce: "Run once per record",
  confirm: "Ask for confirmation",
  target: "Runs on",
  feedbackTypeId: "Feedback type",
  enabled: "Switched on",
  webhook: "Trigger webhooks",
  url: "URL",
  urlSecret: "Secret URL",
  hint: "Secret",
  capture: "Capture return values",
  groupId: "External data group",
  storeOn: "Store on",
  needs: "Send only with these",
  onUnknown: "After an unknown outcome",
  timeoutSeconds: "Time limit in seconds",
  onlyIfWebhookSucceeded: "Only if the webhook succeeded",
  macroId: "Macro",
  teamId: "Team",
  fromTeamId: "From team",
  rankId: "Score rank",
  mostPerDay: "Points at most per day",
  as: "Written as",
  templateId: "E-mail template",
  // Listeners, triggers, schedules
  kind: "Type",
  filterId: "Filter",
  apiKeyId: "API key",
  headerOnly: "Credential in a header only",
  lookup: "Finds its target by",
  dedupe: "Recognises repeats by",
  accept: "Accepts only calls where",
  scheme: "Signed",
  authorField: "Author field",
  commentField: "Comment field",
  event: "Starts when",
  fields: "Fields",
  newValue: "Became",
  rate: "How often",
  weekdays: "On",
  monthDay: "Day of the month",
  pattern: "Cron pattern",
  startsAt: "Starts",
  endsAt: "Ends",
  timeZone: "Time zone",
  // External data
  clearMissing: "Clear what a capture no longer returns",
  newerBy: "Apply only if newer by",
  // Feedback types
  isClosed: "Counts as closed",
  isDefault: "New tickets get it",
  defaultVisibility: "Visibility of new tickets",
  // Filters and views
  visibility: "Visible to",
  source: "List",
  condition: "Conditions",
  group: "Grouped by",
  // Reports
  access: "Shared with teams",
  mayDistribute: "May send it to others",
  controls: "Filter controls",
  blocks: "Elements",
  block: "Element",
  reportId: "Report",
  ownerId: "Owner",
  pinPosition: "Place on the home page, from 0",
  packages: "Data packages",
  isHalf: "In half the width",
  edges: "Ranges begin at",
  present: "Only with a value",
  // Data packages
  elementId: "Report element",
  allowFresh: "Rows of now on request",
  everyMinutes: "Snapshot every so many minutes",
  lookupField: "Look up by",
  confirmed: "Personal data that may leave",
  // People and keys
  email: "E-mail",
  communityRole: "Role in the community",
  allowedIps: "Allowed addresses",
  notifyEmail: "Tell when it is used",
  expiresAt: "Expires",
  overlapDays: "The version before works on for days",
  key: "Key",
  // Settings
  baseUrl: "Address of this installation",
  enhancedIntegrations: "Enhanced integrations",
  bodyDays: "Days that bodies are kept",
  failedBodyDays: "Days that bodies of failed sends are kept",
  attemptDays: "Days that attempts and calls are kept",
  receiptDays: "Days that receipts are kept",
};
