import { isDeepStrictEqual } from "node:util";
import { projectIdOf } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { saveSchedule } from "@/lib/automation/schedule-commands";
import { saveTrigger } from "@/lib/automation/commands";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { createGroup, updateGroup } from "@/lib/external-data/commands";
import { createFeedbackType, updateFeedbackType } from "@/lib/feedback/save-type";
import { saveFilter } from "@/lib/filters/filters";
import { createMailTemplate, updateMailTemplate } from "@/lib/mail-templates/commands";
import { getMailTemplate } from "@/lib/mail-templates/queries";
import type { MailContext } from "@/lib/mail-templates/schema";
import { updateProject } from "@/lib/projects/commands";
import { loadSource } from "@/lib/sources/load-source";
import { sourceKey, type SourceRef } from "@/lib/sources/source";
import { createTeam, updateTeam } from "@/lib/teams/commands";
import { createRank, updateRank } from "@/lib/users/ranks";
import { saveView } from "@/lib/views/views";
import type { Item, ItemKind } from "./items";
import { saveDistribution } from "./save-distribution";
import { saveListener } from "./save-listener";
import { saveMacro } from "./save-macro";
import { saveDataPackage, saveReport } from "./save-report";
import type { Configured } from "./schema";
import { feedbackTypeId, filterId, macroId, teamId, type Target } from "./target";

/**
 * Makes a thing in the target, or changes the one that is there, through the command that people use. Remembers its row.
 * @throws AppError as that command, and `invalid` for something that it names and that is not there
 */
export async function saveItem(target: Target, item: Item): Promise<void> {
  const id = target.ids.get(item.id) ?? null;
  target.ids.set(item.id, await saveAny(target, item, id));
}

function saveAny<Kind extends ItemKind>(target: Target, item: ItemOf<Kind>, id: string | null): Promise<string> {
  return savers[item.kind](target, item.value, id);
}

interface ItemOf<Kind extends ItemKind> {
  kind: Kind;
  value: Configured[Kind];
}

const savers: { [Kind in ItemKind]: (target: Target, value: Configured[Kind], id: string | null) => Promise<string> } =
  {
    settings: async ({ actor }, value) => {
      const id = projectIdOf(actor) ?? "";
      const kept = { name: true, state: true, isTemplate: true } as const;
      const before = await db.project.findUniqueOrThrow({ where: { id }, select: kept });
      await updateProject(actor, { ...before, ...value });
      return id;
    },

    team: async ({ actor }, value, id) => {
      const writer = also(actor, "teams.write");
      if (id === null) return (await createTeam(writer, value)).id;
      await updateTeam(writer, id, value);
      return id;
    },

    rank: async ({ actor }, value, id) => {
      const writer = also(actor, "ranks.write");
      if (id === null) return (await createRank(writer, value)).id;
      await updateRank(writer, id, value);
      return id;
    },

    communityGroup: ({ present }, { key, label, target }) => {
      const found = present.rows.groups.find((group) => group.key === key && group.projectId === null);
      if (found?.target === target) return Promise.resolve(found.id);
      const message = found
        ? `The community’s data group “${found.label}” (${key}) is for another kind of record. Rename the key in the file.`
        : `The community has no data group “${label}” with the key “${key}”. A community manager can make it under External data.`;
      throw new AppError("invalid", message);
    },

    group: async ({ actor, present }, value, id) => {
      const writer = also(actor, "groups.write");
      if (id === null) return (await createGroup(writer, value)).id;
      const held = present.rows.groups.find((group) => group.id === id)?.fields ?? [];
      const { key: _key, target, fields, ...settings } = value;
      if (present.rows.groups.some((group) => group.id === id && group.target !== target))
        throw new AppError(
          "conflict",
          "The group of this key is for another kind of record. Change the key in the file.",
        );
      const known = fields.map((field) => ({ id: held.find(({ key }) => key === field.key)?.id, ...field }));
      await updateGroup(writer, { id, ...settings, fields: known });
      return id;
    },

    feedbackType: async (target, { statuses, ...type }, id) => {
      const writer = also(target.actor, "types.write");
      const named = statuses.map(({ teams, ...status }) => ({
        ...status,
        teamIds: teams.map((team) => teamId(target, team)),
      }));
      const value = { ...type, statuses: named };
      if (id === null) return (await createFeedbackType(writer, value)).id;
      await updateFeedbackType(writer, id, value);
      return id;
    },

    filter: async (target, { of, team, ...value }, id) => {
      const source = await loadSource(sourceRef(target, of));
      const input = {
        ...value,
        source: sourceKey(source.ref),
        teamId: team && teamId(target, team),
        ...(id && { id }),
      };
      return (await saveFilter(also(target.actor, "filters.write"), source, input)).id;
    },

    view: async (target, { of, team, ...value }, id) => {
      const source = await loadSource(sourceRef(target, of));
      const input = {
        ...value,
        source: sourceKey(source.ref),
        teamId: team && teamId(target, team),
        ...(id && { id }),
      };
      return (await saveView(also(target.actor, "filters.write"), source, input)).id;
    },

    mailTemplate: async (target, { of, ...template }, id) => {
      const writer = also(target.actor, "macros.write");
      const context: MailContext =
        of === "users" ? { target: "user" } : { target: "feedback", typeId: feedbackTypeId(target, of) };
      if (id === null) return (await createMailTemplate(writer, context, template)).id;
      const { context: held } = await getMailTemplate(also(target.actor, "macros.read"), id);
      if (!isDeepStrictEqual(held, context))
        throw new AppError(
          "conflict",
          "The template of this name is about something else. Change its name in the file.",
        );
      await updateMailTemplate(writer, id, template);
      return id;
    },

    macro: saveMacro,

    trigger: async (target, { of, macro, filter, ...value }, id) => {
      const input = { ...value, id, ...starterIds(target, { of, macro, filter }) };
      return (await saveTrigger(also(target.actor, "macros.write"), input)).id;
    },

    schedule: async (target, { of, macro, filter, ...value }, id) => {
      const input = { ...value, id, ...starterIds(target, { of, macro, filter }) };
      return (await saveSchedule(also(target.actor, "macros.write"), input)).id;
    },

    listener: saveListener,

    report: saveReport,

    distribution: saveDistribution,

    dataPackage: saveDataPackage,
  };

function starterIds(target: Target, { of, macro, filter }: Pick<Configured["trigger"], "of" | "macro" | "filter">) {
  return {
    feedbackTypeId: feedbackTypeId(target, of),
    macroId: macroId(target, of, macro),
    filterId: filter && filterId(target, of, filter),
  };
}

function sourceRef(target: Target, of: string): SourceRef {
  const typeId = feedbackTypeId(target, of);
  return typeId === null ? { kind: "users", projectId: projectIdOf(target.actor) } : { kind: "feedback", typeId };
}
