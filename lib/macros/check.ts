import type { Scope } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import { findFeedbackType } from "@/lib/feedback/types";
import { checkAction, type Surroundings } from "./check-action";
import { loadMacroSource, macroCatalog, type MacroPlace } from "./macro-source";
import type { MacroInput } from "./schema";

/**
 * Everything that keeps a macro from being saved, by place: `key`, `actions.2.body`, `actions.2.headers.0.value`. Places inside a text
 * are in the message ("Line 3, column 14: …"). `macroId` is null for a new macro.
 * @throws AppError `invalid` with all of it.
 */
export async function checkMacro(
  scope: Scope,
  place: MacroPlace,
  macroId: string | null,
  input: MacroInput,
): Promise<void> {
  const source = await loadMacroSource(place);
  const surroundings: Surroundings = {
    place,
    macroId,
    enabled: input.enabled,
    catalog: macroCatalog(source),
    type: place.feedbackTypeId ? await findFeedbackType(db, place.feedbackTypeId) : null,
    confirm: input.confirm,
    hasWebhook: input.actions.some((action) => action.kind === "webhook" && action.enabled),
  };
  const problems: FieldErrors = {
    ...(await checkKey(place, macroId, input.key)),
    ...(await checkTeams(place.projectId, input.teamIds)),
  };
  for (const [index, action] of input.actions.entries()) {
    for (const [field, message] of Object.entries(await checkAction(action, surroundings))) {
      problems[`actions.${index}.${field}`] = message;
    }
  }
  const count = Object.keys(problems).length;
  if (count === 0) return;
  const where = scope.kind === "project" ? ` in ${scope.name}` : "";
  throw new AppError(
    "invalid",
    `The macro was not saved${where}. ${count === 1 ? "One place needs" : `${count} places need`} your attention.`,
    problems,
  );
}

async function checkKey(
  { projectId, feedbackTypeId }: MacroPlace,
  macroId: string | null,
  key: string,
): Promise<FieldErrors> {
  const other = await db.macro.findFirst({
    where: { projectId, feedbackTypeId, key, ...(macroId ? { id: { not: macroId } } : {}) },
    select: { name: true },
  });
  return other ? { key: `The macro “${other.name}” has this key already.` } : {};
}

async function checkTeams(projectId: string | null, teamIds: readonly string[]): Promise<FieldErrors> {
  if (teamIds.length === 0) return {};
  const known = await db.team.count({
    where: { id: { in: [...new Set(teamIds)] }, OR: [{ projectId: null }, ...(projectId ? [{ projectId }] : [])] },
  });
  return known === new Set(teamIds).size
    ? {}
    : { teamIds: "One of these teams does not exist here any more. Choose again." };
}
