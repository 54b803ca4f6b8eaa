import type { NavItem, NavProject, NavSection, NavTree } from "./nav-tree";

export type NavRole = "manager" | "support" | "observer" | "participant" | "applicant";

/** Entries that come with later work, or that a community may not have. */
export type NavFeature = "integrations" | "reports" | "teams" | "automation" | "mailbox";

export interface NavInput {
  isCommunityManager: boolean;
  /** Projects to switch between. */
  projects: NavProject[];
  /** The project one is in, with one's role there (community managers act as manager). */
  project: (NavProject & { role: NavRole; feedbackTypes: { key: string; name: string }[] }) | null;
  /** What exists on this installation; `integrations` = switched on and a usable API key. */
  features: NavFeature[];
}

/** What a person may see becomes the rail and the palette; what they may not see is not in it. */
export function buildNav(input: NavInput): NavTree {
  const has = (feature: NavFeature) => input.features.includes(feature);
  const sections: NavSection[] = [{ id: "home", items: [{ label: "Home", href: "/", icon: "home" }] }];
  if (input.project) {
    sections.push({ id: "feedback", label: "Feedback", items: feedbackItems(input.project) });
    const items = managementItems(input.project, has);
    if (items.length > 0) sections.push({ id: "management", label: "Management", items });
  }
  if (input.isCommunityManager)
    sections.push({ id: "community", label: "Community tools", items: communityItems(has) });
  const project = input.project ? { key: input.project.key, name: input.project.name } : null;
  return { project, projects: input.projects, sections: sections.filter((section) => section.items.length > 0) };
}

type Project = NonNullable<NavInput["project"]>;
type Has = (feature: NavFeature) => boolean;

function feedbackItems({ key, role, feedbackTypes }: Project): NavItem[] {
  if (role === "applicant") return [];
  return feedbackTypes.map((type) => ({
    label: type.name,
    href: `/projects/${key}/feedback/${type.key}`,
    icon: "feedback",
  }));
}

function managementItems(project: Project, has: Has): NavItem[] {
  const { role } = project;
  if (role === "participant" || role === "applicant") return [];
  const base = `/projects/${project.key}`;
  const isManager = role === "manager";
  const users = [
    { label: "Project users", href: `${base}/users` },
    isManager && { label: "User resources", href: `${base}/users/resources` },
    isManager && { label: "User automation", href: `${base}/users/automation` },
    has("teams") && { label: "Teams", href: `${base}/users/teams` },
  ];
  return keep([
    { label: "Users", icon: "users", children: keep(users) },
    isManager && { label: "Project configuration", icon: "configuration", children: configurationItems(project) },
    isManager && has("integrations") && { label: "External data", href: `${base}/external-data`, icon: "data" },
    has("reports") && { label: "Custom reports", href: `${base}/reports`, icon: "reports" },
    isManager && has("integrations") && { label: "Data packages", href: `${base}/data-packages`, icon: "packages" },
    { label: "Logs", href: `${base}/logs`, icon: "logs" },
    isManager && { label: "Audit log", href: `${base}/audit`, icon: "audit" },
    { label: "Runs", href: `${base}/runs`, icon: "runs", paletteOnly: true },
  ]);
}

function configurationItems(project: Project): NavItem[] {
  const base = `/projects/${project.key}/configuration`;
  return [
    feedbackTypes(project),
    { label: "E-mail templates", href: `${base}/mail-templates` },
    { label: "Score ranks", href: `${base}/score-ranks` },
    { label: "Recipes", href: `${base}/recipes` },
    { label: "Copy and export", href: `${base}/copy` },
  ];
}

function feedbackTypes(project: Project): NavItem {
  const base = `/projects/${project.key}/configuration/feedback-types`;
  return {
    label: "Feedback types",
    href: base,
    children: project.feedbackTypes.flatMap((type) => [
      {
        label: `${type.name}: Feedback resources`,
        href: `${base}/${type.key}/resources`,
        icon: "macro",
        paletteOnly: true,
      },
      {
        label: `${type.name}: Feedback automation`,
        href: `${base}/${type.key}/automation`,
        icon: "automation",
        paletteOnly: true,
      },
    ]),
  };
}

function communityItems(has: Has): NavItem[] {
  return keep([
    {
      label: "Users",
      icon: "users",
      children: [
        { label: "Community users", href: "/community/users" },
        { label: "User resources", href: "/community/users/resources" },
        { label: "User automation", href: "/community/users/automation" },
        { label: "E-mail templates", href: "/community/mail-templates" },
        { label: "Profile fields", href: "/community/profile-fields" },
        { label: "Score ranks", href: "/community/score-ranks" },
      ],
    },
    has("teams") && { label: "Teams", href: "/community/teams", icon: "teams" },
    { label: "API keys", href: "/community/api-keys", icon: "keys" },
    has("integrations") && { label: "External data", href: "/community/external-data", icon: "data" },
    has("reports") && { label: "Custom reports", href: "/community/reports", icon: "reports" },
    has("integrations") && { label: "Data packages", href: "/community/data-packages", icon: "packages" },
    { label: "Logs", href: "/community/logs", icon: "logs" },
    { label: "Audit log", href: "/community/audit", icon: "audit" },
    has("mailbox") && { label: "Mailbox", href: "/community/mailbox", icon: "mailbox" },
    { label: "Settings", href: "/community/settings", icon: "settings" },
  ]);
}

function keep(items: (NavItem | false)[]): NavItem[] {
  return items.filter((item) => item !== false);
}
