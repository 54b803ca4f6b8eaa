import type { Configuration, Configured } from "./schema";

export type ItemKind = keyof Configured;

/** The words on screen, in the order in which things are made: each kind names only what stands before it, or its own. */
export const kindLabels = {
  settings: { one: "Project settings", many: "Project settings" },
  team: { one: "Team", many: "Teams" },
  rank: { one: "Score rank", many: "Score ranks" },
  communityGroup: { one: "Data group of the community", many: "Data groups of the community" },
  group: { one: "External data group", many: "External data groups" },
  feedbackType: { one: "Feedback type", many: "Feedback types" },
  filter: { one: "Filter", many: "Filters" },
  view: { one: "View", many: "Views" },
  mailTemplate: { one: "E-mail template", many: "E-mail templates" },
  macro: { one: "Macro", many: "Macros" },
  trigger: { one: "Trigger", many: "Triggers" },
  schedule: { one: "Schedule", many: "Schedules" },
  listener: { one: "External listener", many: "External listeners" },
  report: { one: "Report", many: "Reports" },
  distribution: { one: "Distribution", many: "Distributions" },
  dataPackage: { one: "Data package", many: "Data packages" },
} as const satisfies Record<ItemKind, { one: string; many: string }>;

export const itemKinds = Object.keys(kindLabels) as [ItemKind, ...ItemKind[]];

/** One thing of a configuration; `id` is the same in every project. */
export type Item = {
  [Kind in ItemKind]: { kind: Kind; id: string; label: string; value: Configured[Kind] };
}[ItemKind];

/** Everything a configuration holds, in the order in which it can be made. */
export function itemsOf(file: Configuration): Item[] {
  return [
    ...(file.settings
      ? [{ kind: "settings" as const, id: "settings", label: "Description and time zone", value: file.settings }]
      : []),
    ...file.teams.map((value) => ({ kind: "team" as const, id: idOf.team(value.name), label: value.name, value })),
    ...file.ranks.map((value) => ({ kind: "rank" as const, id: idOf.rank(value.name), label: value.name, value })),
    ...file.communityGroups.map((value) => ({
      kind: "communityGroup" as const,
      id: idOf.communityGroup(value.key),
      label: value.label,
      value,
    })),
    ...file.groups.map((value) => ({ kind: "group" as const, id: idOf.group(value.key), label: value.label, value })),
    ...file.feedbackTypes.map((value) => ({
      kind: "feedbackType" as const,
      id: idOf.feedbackType(value.key),
      label: value.name,
      value,
    })),
    ...file.filters.map((value) => ({
      kind: "filter" as const,
      id: idOf.filter(value.of, value.name),
      label: value.name,
      value,
    })),
    ...file.views.map((value) => ({
      kind: "view" as const,
      id: idOf.view(value.of, value.name),
      label: value.name,
      value,
    })),
    ...file.mailTemplates.map((value) => ({
      kind: "mailTemplate" as const,
      id: idOf.mailTemplate(value.name),
      label: value.name,
      value,
    })),
    ...calledFirst(file.macros).map((value) => ({
      kind: "macro" as const,
      id: idOf.macro(value.of, value.key),
      label: value.name,
      value,
    })),
    ...file.triggers.map((value) => ({
      kind: "trigger" as const,
      id: idOf.trigger(value.of, value.name),
      label: value.name,
      value,
    })),
    ...file.schedules.map((value) => ({
      kind: "schedule" as const,
      id: idOf.schedule(value.of, value.name),
      label: value.name,
      value,
    })),
    ...file.listeners.map((value) => ({
      kind: "listener" as const,
      id: idOf.listener(value.key),
      label: value.name,
      value,
    })),
    ...file.reports.map((value) => ({
      kind: "report" as const,
      id: idOf.report(value.name),
      label: value.name,
      value,
    })),
    ...file.distributions.map((value) => ({
      kind: "distribution" as const,
      id: idOf.distribution(value.report, value.name),
      label: value.name,
      value,
    })),
    ...file.dataPackages.map((value) => ({
      kind: "dataPackage" as const,
      id: idOf.dataPackage(value.key),
      label: value.name,
      value,
    })),
  ];
}

/** How a thing is found again: by name where people name it, by key where it has one. Teams and ranks of one name are one. */
export const idOf = {
  team: (name: string) => `team/${name.toLowerCase()}`,
  rank: (name: string) => `rank/${name.toLowerCase()}`,
  group: (key: string) => `group/${key}`,
  communityGroup: (key: string) => `community-group/${key}`,
  feedbackType: (key: string) => `feedback-type/${key}`,
  filter: (of: string, name: string) => `filter/${of}/${name}`,
  view: (of: string, name: string) => `view/${of}/${name}`,
  mailTemplate: (name: string) => `mail-template/${name.toLowerCase()}`,
  macro: (of: string, key: string) => `macro/${of}/${key}`,
  trigger: (of: string, name: string) => `trigger/${of}/${name}`,
  schedule: (of: string, name: string) => `schedule/${of}/${name}`,
  listener: (key: string) => `listener/${key}`,
  report: (name: string) => `report/${name}`,
  distribution: (report: string, name: string) => `distribution/${report}/${name}`,
  dataPackage: (key: string) => `data-package/${key}`,
};

/** By what the API key of a data package is asked for, beside the keys of listeners, which have no slash. */
export function packageApiKey(key: string): string {
  return `package/${key}`;
}

/** A macro that another one runs comes before it. Of macros that run each other one has to be first. */
function calledFirst(macros: readonly Configured["macro"][]): Configured["macro"][] {
  const byId = new Map(macros.map((macro) => [idOf.macro(macro.of, macro.key), macro]));
  const ordered = new Set<Configured["macro"]>();
  const begun = new Set<Configured["macro"]>();
  const place = (macro: Configured["macro"]) => {
    if (begun.has(macro)) return;
    begun.add(macro);
    for (const action of macro.actions) {
      const next = action.kind === "run_macro" ? byId.get(idOf.macro(macro.of, action.macro)) : undefined;
      if (next) place(next);
    }
    ordered.add(macro);
  };
  for (const macro of macros) place(macro);
  return [...ordered];
}
