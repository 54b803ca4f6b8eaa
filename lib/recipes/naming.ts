/** The names of what a recipe makes. Installed a second time, all of them get the same number. */
export interface Naming {
  /** “Post to Slack”, “Post to Slack 2”. */
  name: (base: string) => string;
  /** Of macros and listeners: `slack`, `slack-2`. */
  key: (base: string) => string;
  /** Of data groups: `jira`, `jira_2`. */
  group: (base: string) => string;
}

export function namingOf(n: number): Naming {
  if (n === 1) return { name: (base) => base, key: (base) => base, group: (base) => base };
  return { name: (base) => `${base} ${n}`, key: (base) => `${base}-${n}`, group: (base) => `${base}_${n}` };
}
