export type NavIcon =
  | "home"
  | "feedback"
  | "users"
  | "macro"
  | "automation"
  | "configuration"
  | "types"
  | "data"
  | "reports"
  | "packages"
  | "logs"
  | "runs"
  | "teams"
  | "keys"
  | "audit"
  | "mailbox"
  | "settings";

/** One entry of the rail. Plain data, so that the server can hand it to the browser. */
export interface NavItem {
  label: string;
  /** Absent for an entry that only opens its children: "Users". */
  href?: string;
  icon?: NavIcon;
  children?: NavItem[];
  /** Reached through the palette and its parent's page, not drawn in the rail. */
  paletteOnly?: boolean;
}

export interface NavSection {
  id: "home" | "feedback" | "management" | "community";
  /** "Management", "Community tools"; absent for the first. */
  label?: string;
  items: NavItem[];
}

export interface NavProject {
  key: string;
  name: string;
}

/** All that this person may see, in the seeds' words and order. */
export interface NavTree {
  project: NavProject | null;
  projects: NavProject[];
  sections: NavSection[];
}
