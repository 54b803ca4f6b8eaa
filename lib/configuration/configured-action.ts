import { z } from "zod";
import { macroKey } from "@/lib/macros/schema";
import { ownActions } from "@/lib/macros/own-actions";
import { webhookActionInput } from "@/lib/webhooks/schema";
import { groupKey, reference, templateName } from "./reference";

/** The actions of a macro as a file holds them: without ids, what they name by its name or key, where a secret stood only that one did. */

const [
  setField,
  setStatus,
  setResolution,
  setVisibility,
  setBlocked,
  addToTeam,
  removeFromTeam,
  moveTeam,
  addPoints,
  addComment,
  email,
  runMacro,
  removeFromProject,
  deleteUser,
] = ownActions;

const headerShape = {
  name: z.string().trim().min(1, "Give the header a name.").max(200, "Use at most 200 characters."),
};
const template = z.string().max(256 * 1024, "This text is larger than 256 KB.");

const configuredHeader = z.union(
  [z.strictObject({ ...headerShape, value: template }), z.strictObject({ ...headerShape, secret: z.literal(true) })],
  "A header has a name and a value; one whose value is secret has “secret”: true instead.",
);

const webhook = webhookActionInput.omit({ id: true, urlSecret: true, headers: true, capture: true }).extend({
  /** The URL itself is a secret and not in the file. */
  urlIsSecret: z.boolean().default(false),
  headers: z.array(configuredHeader).max(50, "A webhook has at most 50 headers.").default([]),
  capture: z
    .strictObject({ group: groupKey, storeOn: z.enum(["target", "project"]) })
    .nullable()
    .default(null),
});

export const configuredAction = z.discriminatedUnion(
  "kind",
  [
    setField.omit({ id: true }),
    setStatus.omit({ id: true }),
    setResolution.omit({ id: true }),
    setVisibility.omit({ id: true }),
    setBlocked.omit({ id: true }),
    addToTeam.omit({ id: true, teamId: true }).extend({ team: reference }),
    removeFromTeam.omit({ id: true, teamId: true }).extend({ team: reference }),
    moveTeam.omit({ id: true, teamId: true, fromTeamId: true }).extend({ fromTeam: reference, team: reference }),
    addPoints.omit({ id: true, rankId: true }).extend({ rank: reference.nullable().default(null) }),
    addComment.omit({ id: true }),
    email
      .omit({ id: true, teamId: true, templateId: true })
      .extend({ team: reference.nullable().default(null), template: templateName.nullable().default(null) }),
    runMacro.omit({ id: true, macroId: true }).extend({ macro: macroKey }),
    removeFromProject.omit({ id: true }),
    deleteUser.omit({ id: true }),
    webhook,
  ],
  "There is no such kind of action.",
);
export type ConfiguredAction = z.output<typeof configuredAction>;
export type ConfiguredWebhook = Extract<ConfiguredAction, { kind: "webhook" }>;
