import { groupKeysIn } from "./group-keys";
import type { Configuration } from "./schema";

/** What one can choose of a configuration when it is exported, with the words on screen. */
export const partLabels = {
  settings: "Description and time zone",
  teams: "Teams",
  ranks: "Score ranks",
  groups: "External data groups",
  feedbackTypes: "Feedback types",
  filters: "Filters",
  views: "Views",
  mailTemplates: "E-mail templates",
  macros: "Macros",
  triggers: "Triggers",
  schedules: "Schedules",
  listeners: "External listeners",
  reports: "Reports",
  distributions: "Distributions",
  dataPackages: "Data packages",
} as const satisfies Partial<Record<keyof Configuration, string>>;
export type ConfigurationPart = keyof typeof partLabels;
export const configurationParts = Object.keys(partLabels) as [ConfigurationPart, ...ConfigurationPart[]];

/** The configuration without the parts that were not chosen. What it still names must be where it is taken. */
export function onlyParts(file: Configuration, chosen: ReadonlySet<ConfigurationPart>): Configuration {
  const left = configurationParts.filter((part) => !chosen.has(part));
  const empty = Object.fromEntries(left.map((part) => [part, part === "settings" ? null : []]));
  const smaller: Configuration = { ...file, ...empty };
  const named = groupKeysIn(smaller);
  return { ...smaller, communityGroups: file.communityGroups.filter(({ key }) => named.has(key)) };
}

/** How many things each part of it holds. */
export function countParts(file: Configuration): Record<ConfigurationPart, number> {
  const counts = configurationParts.map((part) => [
    part,
    part === "settings" ? (file.settings ? 1 : 0) : file[part].length,
  ]);
  return Object.fromEntries(counts) as Record<ConfigurationPart, number>;
}
