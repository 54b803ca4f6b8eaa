import { z } from "zod";
import { scheduleInput, scheduleTiming } from "@/lib/automation/schedule-schema";
import { triggerInput } from "@/lib/automation/schema";
import { timeZone } from "@/lib/community/schema";
import { externalDataFieldInput, externalDataGroupInput, recordTargets } from "@/lib/external-data/schema";
import { feedbackStatusInput, feedbackTypeInput, requireWholeType } from "@/lib/feedback/schema";
import { filterInput, viewInput } from "@/lib/filters/schema";
import { listenerInput } from "@/lib/listeners/schema";
import { configuredSignature } from "@/lib/listeners/signature-schema";
import { mailTemplateInput } from "@/lib/mail-templates/schema";
import { macroInput, macroKey } from "@/lib/macros/schema";
import { projectKey } from "@/lib/projects/schema";
import { teamInput } from "@/lib/teams/schema";
import { rankInput } from "@/lib/users/rank-schema";
import { configuredAction } from "./configured-action";
import { configuredDistribution } from "./configured-distribution";
import { configuredPackage, configuredReport } from "./configured-report";
import { configurationLimits } from "./limits";
import { groupKey, listenerOf, mailsAbout, recordsOf, reference } from "./reference";
import { refuseTwice } from "./refuse-twice";

/**
 * The configuration of a project as one file. What it names it names by keys and names that are stable, never by ids; secrets are not
 * in it, only the places where they stood. Browser-safe.
 */

export const configurationFormat = "fieldpost-configuration";
export const configurationVersion = 1;

const many = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .max(configurationLimits.objects, `A file holds at most ${configurationLimits.objects} of these.`)
    .default([]);

const namedTeams = z.array(reference).max(200, "Name at most 200 teams.").default([]);

const settings = z.strictObject({
  description: z.string().trim().max(2000, "Use at most 2,000 characters.").default(""),
  timeZone,
});

/** Members of the project's own data groups are named by keys, so both keys are needed. */
const fieldKey = externalDataFieldInput.shape.key.unwrap();
const group = z
  .strictObject({
    ...externalDataGroupInput.shape,
    key: groupKey,
    fields: z
      .array(externalDataFieldInput.omit({ id: true }).extend({ key: fieldKey }))
      .max(200, "A group has at most 200 fields."),
  })
  .superRefine(({ fields }, context) => {
    refuseTwice(fields, (field) => field.key, ["fields"], context);
    refuseTwice(fields, (field) => field.parameter, ["fields"], context);
  });

/** A group of the community is only named: a file does not change the community. */
const communityGroup = z.strictObject({
  key: groupKey,
  label: z.string().trim().min(1).max(100),
  target: z.enum(recordTargets),
});

/** The teams that may set a status are named like those that may use a macro. */
const status = feedbackStatusInput.omit({ id: true, teamIds: true }).extend({ teams: namedTeams });
const feedbackType = z
  .strictObject({
    ...feedbackTypeInput.shape,
    statuses: z.array(status).min(1, "Add at least one status.").max(40, "Use at most 40 statuses."),
  })
  .superRefine(requireWholeType)
  .transform(({ fields, ...type }) => ({ ...type, fields: fields.map(({ id: _, ...field }) => field) }));

/** A filter or view that is somebody's own is not in a file, save one that a trigger, schedule or listener asks. */
const shared = {
  of: recordsOf,
  visibility: z.enum(["team", "project", "community"]),
  team: reference.nullable().default(null),
};
const own = { id: true, source: true, visibility: true, teamId: true } as const;
const filter = filterInput.omit(own).extend(shared);
const view = viewInput.omit(own).extend(shared);

/** Found again by its name, which no other of the project has. */
const mailTemplate = mailTemplateInput.extend({ of: mailsAbout });

const macro = macroInput.omit({ teamIds: true, actions: true }).extend({
  of: recordsOf,
  /** The teams that may use it where it is shown as an action; none means everyone who may run macros. */
  teams: namedTeams,
  actions: z.array(configuredAction).max(30, "A macro has at most 30 actions.").default([]),
});

const started = { of: recordsOf, macro: macroKey, filter: reference.nullable().default(null) };
const starterIds = { id: true, feedbackTypeId: true, macroId: true, filterId: true } as const;
const trigger = triggerInput.omit(starterIds).extend(started);

const { id: _id, feedbackTypeId: _type, macroId: _macro, filterId: _filter, ...scheduleShape } = scheduleInput.shape;
const schedule = z.strictObject({ ...scheduleShape, ...started }).superRefine((value, context) => {
  const timing = scheduleTiming.safeParse(value);
  for (const { path, message } of timing.error?.issues ?? [])
    context.addIssue({ code: "custom", path: [...path], message });
});

const [dataListener, macroListener, commentListener] = listenerInput.options;
const listenerIds = { id: true, feedbackTypeId: true, filterId: true, apiKeyId: true, target: true } as const;
const listened = {
  of: listenerOf,
  filter: reference.nullable().default(null),
  signature: configuredSignature.nullable().default(null),
};
const listener = z.discriminatedUnion("kind", [
  dataListener.omit({ ...listenerIds, groupId: true }).extend({ ...listened, group: groupKey }),
  macroListener.omit({ ...listenerIds, macroId: true }).extend({ ...listened, macro: macroKey }),
  commentListener.omit(listenerIds).extend(listened),
]);

export const configuration = z
  .strictObject({
    format: z.literal(
      configurationFormat,
      "This is no configuration of Fieldpost. Export one under “Copy and export”.",
    ),
    version: z.literal(
      configurationVersion,
      `This Fieldpost reads version ${configurationVersion} of the format. Export the file again from one of the same age.`,
    ),
    /** Where it is from. */
    project: z.strictObject({ key: projectKey, name: z.string().trim().min(1).max(100) }),
    settings: settings.nullable().default(null),
    teams: many(teamInput),
    ranks: many(rankInput),
    groups: many(group),
    communityGroups: many(communityGroup),
    feedbackTypes: many(feedbackType),
    filters: many(filter),
    views: many(view),
    mailTemplates: many(mailTemplate),
    macros: many(macro),
    triggers: many(trigger),
    schedules: many(schedule),
    listeners: many(listener),
    reports: many(configuredReport),
    distributions: many(configuredDistribution),
    dataPackages: many(configuredPackage),
  })
  .superRefine((file, context) => {
    refuseTwice(file.teams, ({ name }) => name.toLowerCase(), ["teams"], context);
    refuseTwice(file.ranks, ({ name }) => name.toLowerCase(), ["ranks"], context);
    refuseTwice(file.mailTemplates, ({ name }) => name.toLowerCase(), ["mailTemplates"], context);
    refuseTwice(file.groups, ({ key }) => key, ["groups"], context);
    refuseTwice(file.communityGroups, ({ key }) => key, ["communityGroups"], context);
    refuseTwice(file.feedbackTypes, ({ key }) => key, ["feedbackTypes"], context);
    for (const list of ["filters", "views", "triggers", "schedules"] as const)
      refuseTwice<{ of: string; name: string }>(file[list], ({ of, name }) => `${of}/${name}`, [list], context);
    refuseTwice(file.macros, ({ of, key }) => `${of}/${key}`, ["macros"], context);
    refuseTwice(file.listeners, ({ key }) => key, ["listeners"], context);
    refuseTwice(file.reports, ({ name }) => name, ["reports"], context);
    refuseTwice(file.distributions, ({ report, name }) => `${report}/${name}`, ["distributions"], context);
    refuseTwice(file.dataPackages, ({ key }) => key, ["dataPackages"], context);
  });
export type Configuration = z.output<typeof configuration>;
export type ConfigurationDraft = z.input<typeof configuration>;

export type Configured = {
  settings: NonNullable<Configuration["settings"]>;
  team: Configuration["teams"][number];
  rank: Configuration["ranks"][number];
  mailTemplate: Configuration["mailTemplates"][number];
  group: Configuration["groups"][number];
  communityGroup: Configuration["communityGroups"][number];
  feedbackType: Configuration["feedbackTypes"][number];
  filter: Configuration["filters"][number];
  view: Configuration["views"][number];
  macro: Configuration["macros"][number];
  trigger: Configuration["triggers"][number];
  schedule: Configuration["schedules"][number];
  listener: Configuration["listeners"][number];
  report: Configuration["reports"][number];
  distribution: Configuration["distributions"][number];
  dataPackage: Configuration["dataPackages"][number];
};
