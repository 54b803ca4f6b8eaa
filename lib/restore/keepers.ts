import { z } from "zod";
import type { AuditKind } from "@/lib/audit/schema";
import { projectIdOf } from "@/lib/auth/actor";
import { inputOf as triggerInputOf, saveTrigger } from "@/lib/automation/commands";
import { inputOf as scheduleInputOf, saveSchedule } from "@/lib/automation/schedule-commands";
import { scheduleInput } from "@/lib/automation/schedule-schema";
import { triggerInput } from "@/lib/automation/schema";
import { communityInput } from "@/lib/community/schema";
import { getCommunity, updateCommunity } from "@/lib/community/settings";
import { findPackageInput, savePackage } from "@/lib/data-packages/commands";
import { packageInput } from "@/lib/data-packages/schema";
import { db } from "@/lib/db/client";
import { saveDistribution } from "@/lib/distributions/commands";
import { createPaused } from "@/lib/distributions/create";
import { restoreReport } from "@/lib/distributions/restore-report";
import { distributionVersion } from "@/lib/distributions/schema";
import { findDistributionVersion } from "@/lib/distributions/stored";
import { createGroup, inputOf as groupInputOf, updateGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { findGroup } from "@/lib/external-data/usable-groups";
import { typeInputOf, updateFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { findFeedbackType } from "@/lib/feedback/types";
import { inputOf as filterInputOf, saveFilter } from "@/lib/filters/filters";
import { filterInput, viewInput } from "@/lib/filters/schema";
import { changeable } from "@/lib/filters/sharing";
import { createMailTemplate, updateMailTemplate } from "@/lib/mail-templates/commands";
import { contextOf } from "@/lib/mail-templates/context";
import { mailTemplateInput } from "@/lib/mail-templates/schema";
import { updateProject } from "@/lib/projects/commands";
import { projectChange } from "@/lib/projects/schema";
import { moveBlock, restoreBlock, updateBlock } from "@/lib/reports/block-commands";
import { archiveReport, updateReport } from "@/lib/reports/commands";
import { findBlockVersion, findReportVersion } from "@/lib/reports/find-version";
import { blockVersion, reportVersion, savedVersion } from "@/lib/reports/versions";
import { sourceHere } from "@/lib/sources/source-here";
import { createTeam, updateTeam } from "@/lib/teams/commands";
import { teamInput } from "@/lib/teams/schema";
import { listProfileFields, saveProfileFields } from "@/lib/users/profile";
import { rankInput } from "@/lib/users/rank-schema";
import { createRank, updateRank } from "@/lib/users/ranks";
import { profileFieldsInput } from "@/lib/users/schema";
import { inputOf as viewInputOf, saveView } from "@/lib/views/views";
import { keeper, type Keeper } from "./keeper";
import { listenerKeeper } from "./listener-keeper";
import { macroKeeper } from "./macro-keeper";

const keptTemplate = z.object({
  ...mailTemplateInput.shape,
  target: z.enum(["user", "feedback"]),
  feedbackTypeId: z.uuid().nullable(),
});

const templateColumns = { name: true, subject: true, body: true, text: true, essential: true } as const;

/** What can be restored, by its kind in the audit log. */
export const keepers: Partial<Record<AuditKind, Keeper>> = {
  macro: macroKeeper,
  "e-mail template": keeper("macros.write", {
    // Its entries also keep of what it speaks, which never changes.
    read: (version) => keptTemplate.safeParse(version),
    present: async (actor, id) => {
      const columns = { ...templateColumns, projectId: true, target: true, feedbackTypeId: true } as const;
      return db.mailTemplate.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: columns });
    },
    save: (actor, id, { target: _target, feedbackTypeId: _type, ...input }) => updateMailTemplate(actor, id, input),
    recreate: (actor, _id, { target, feedbackTypeId, ...input }) =>
      createMailTemplate(actor, contextOf({ projectId: projectIdOf(actor), target, feedbackTypeId }), input),
  }),
  trigger: keeper("macros.write", {
    read: (version, of) => triggerInput.safeParse({ ...version, id: of.isGone ? null : of.id }),
    present: async (actor, id) => {
      const found = await db.macroTrigger.findFirst({ where: { id, projectId: projectIdOf(actor) } });
      return found && triggerInputOf(found);
    },
    save: (actor, _id, input) => saveTrigger(actor, input),
    recreate: (actor, _id, input) => saveTrigger(actor, input),
  }),
  schedule: keeper("macros.write", {
    read: (version, of) => scheduleInput.safeParse({ ...version, id: of.isGone ? null : of.id }),
    present: async (actor, id) => {
      const found = await db.macroSchedule.findFirst({ where: { id, projectId: projectIdOf(actor) } });
      return found && scheduleInputOf(found);
    },
    save: (actor, _id, input) => saveSchedule(actor, input),
    recreate: (actor, _id, input) => saveSchedule(actor, input),
  }),
  listener: listenerKeeper,
  "external data group": keeper("groups.write", {
    read: (version) => externalDataGroupInput.safeParse(version),
    present: async (actor, id) => {
      const group = await findGroup(db, id);
      const isHere = group && (group.projectId === null || group.projectId === projectIdOf(actor));
      return isHere ? groupInputOf(group) : null;
    },
    save: (actor, id, { target: _target, key: _key, ...input }) => updateGroup(actor, { ...input, id }),
    recreate: (actor, _id, { fields, ...input }) =>
      createGroup(actor, { ...input, fields: fields.map(({ id: _, ...field }) => field) }),
    loses: "The values that it held do not come back.",
  }),
  "feedback type": keeper("types.write", {
    read: (version) => feedbackTypeInput.safeParse(version),
    present: async (actor, id) => {
      const type = await findFeedbackType(db, id);
      return type?.projectId === projectIdOf(actor) ? typeInputOf(type) : null;
    },
    save: (actor, id, input) => updateFeedbackType(actor, id, input),
  }),
  filter: keeper("filters.write", {
    read: (version, of) => filterInput.safeParse({ ...version, ...(!of.isGone && { id: of.id }) }),
    present: async (actor, id) => {
      const found = await db.savedFilter.findFirst({ where: { id, ...changeable(actor) } });
      return found && filterInputOf(found);
    },
    save: async (actor, _id, input) => saveFilter(actor, await sourceHere(actor, input.source), input),
    recreate: async (actor, _id, input) => saveFilter(actor, await sourceHere(actor, input.source), input),
  }),
  view: keeper("filters.write", {
    read: (version, of) => viewInput.safeParse({ ...version, ...(!of.isGone && { id: of.id }) }),
    present: async (actor, id) => {
      const found = await db.savedView.findFirst({ where: { id, ...changeable(actor) } });
      return found && viewInputOf(found);
    },
    save: async (actor, _id, input) => saveView(actor, await sourceHere(actor, input.source), input),
    recreate: async (actor, _id, input) => saveView(actor, await sourceHere(actor, input.source), input),
  }),
  report: keeper("reports.write", {
    read: (version) => reportVersion.safeParse(version),
    present: findReportVersion,
    // Over a report that is there only its settings are saved; its parts have entries of their own.
    fit: (version, present) => ({ version: (present && savedVersion.safeParse(version).data) ?? version, missing: [] }),
    save: async (actor, id, version) => {
      const { archived, ...settings } = savedVersion.parse(version);
      await updateReport(actor, id, settings);
      await archiveReport(actor, id, archived);
    },
    recreate: restoreReport,
    loses:
      "Its distributions come back paused, without the log of what they sent; links to files in their e-mails stay dead. Teams and filters that are gone stay out, and what was pinned, when the home page is full.",
  }),
  "report element": keeper("reports.write", {
    read: (version) => blockVersion.safeParse(version),
    present: findBlockVersion,
    save: async (actor, id, { position, block }) => {
      await updateBlock(actor, id, block);
      await moveBlock(actor, id, position);
    },
    recreate: restoreBlock,
  }),
  distribution: keeper("reports.read", {
    read: (version, of) => distributionVersion.safeParse({ ...version, id: of.isGone ? null : of.id }),
    present: findDistributionVersion,
    save: (actor, _id, input) => saveDistribution(actor, input),
    // It has the id it had: whoever got no more of it gets no more of it.
    recreate: (actor, id, input) => createPaused(actor, input, id),
    loses:
      "It comes back paused, as yours. The log of what it sent does not come back, and its issues count from 1 again.",
  }),
  "data package": keeper("reports.write", {
    read: (version, of) => packageInput.safeParse({ ...version, id: of.id }),
    present: findPackageInput,
    save: (actor, _id, input) => savePackage(actor, input),
    recreate: async (actor, _id, input) => {
      await savePackage(actor, input);
      return { id: input.id };
    },
    loses: "The log of who pulled it does not come back.",
  }),
  team: keeper("teams.write", {
    read: (version) => teamInput.safeParse(version),
    present: (actor, id) =>
      db.team.findFirst({
        where: { id, projectId: projectIdOf(actor) },
        select: { name: true, description: true, impactFactor: true },
      }),
    save: updateTeam,
    recreate: (actor, _id, input) => createTeam(actor, input),
    loses: "The people who were in it do not come back.",
  }),
  rank: keeper("ranks.write", {
    read: (version) => rankInput.safeParse(version),
    present: (actor, id) =>
      db.rank.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: { name: true, points: true } }),
    save: updateRank,
    recreate: (actor, _id, input) => createRank(actor, input),
    loses: "Points given by it before stay, and do not name it again.",
  }),
  project: keeper("project.write", {
    // The entry of a new project keeps its key as well, which never changes.
    read: (version) => z.object(projectChange.shape).safeParse(version),
    present: (actor) =>
      db.project.findUnique({
        where: { id: projectIdOf(actor) ?? "" },
        select: { name: true, description: true, timeZone: true, state: true, isTemplate: true },
      }),
    save: (actor, _id, input) => updateProject(actor, input),
  }),
  settings: keeper("settings.write", {
    read: (version) => communityInput.safeParse(version),
    present: () => getCommunity(),
    save: (actor, _id, input) => updateCommunity(actor, input),
  }),
  "profile fields": keeper("settings.write", {
    read: (version) => profileFieldsInput.safeParse(version),
    present: async () =>
      (await listProfileFields()).map(({ label, key, type, options }) => ({ label, key, type, options })),
    save: (actor, _id, input) => saveProfileFields(actor, input),
  }),
};

/** Why the rest cannot be, in the words on screen. */
export function whyNot(kind: AuditKind): string {
  return reasons[kind] ?? "There is no version of it to bring back.";
}

const reasons: Partial<Record<AuditKind, string>> = {
  "API key": "Fieldpost does not bring keys back: a secret that was replaced or revoked may be in wrong hands.",
  "API key secret": "A revoked key stays revoked. Make a new key instead.",
  member: "Roles give rights. Give them on the page Members and roles.",
  user: "What a person may do and is called is changed on the person's own page.",
  profile: "What people say of themselves is changed on their own page.",
  password: "Passwords are not kept.",
  "external data field":
    "Stored values were converted. Change the type back on the page of the data group, which shows what becomes of them.",
};
