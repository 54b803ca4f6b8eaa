import type { Scope } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import { findFeedbackType, type FeedbackType } from "@/lib/feedback/types";
import { checkValues } from "@/lib/feedback/values";
import { compileTemplate } from "@/lib/tags/check-template";
import { checkText } from "./check-text";
import { checkWebhook, type WebhookSurroundings } from "./check-webhook";
import { loadMacroSource, macroCatalog, type MacroPlace } from "./macro-source";
import type { MacroActionInput, MacroInput } from "./schema";

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
    catalog: macroCatalog(source),
    type: place.feedbackTypeId ? await findFeedbackType(db, place.feedbackTypeId) : null,
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

interface Surroundings extends WebhookSurroundings {
  type: FeedbackType | null;
  hasWebhook: boolean;
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

async function checkAction(action: MacroActionInput, around: Surroundings): Promise<FieldErrors> {
  if (action.kind === "webhook") return checkWebhook(action, around);
  const orphaned: FieldErrors =
    action.onlyIfWebhookSucceeded && !around.hasWebhook
      ? { onlyIfWebhookSucceeded: "This macro has no webhook to wait for. Add one, or take this tick away." }
      : {};
  switch (action.kind) {
    case "set_field":
      return { ...orphaned, ...checkField(action, around) };
    case "set_status":
      return { ...orphaned, ...checkStatus(action.statusKey, around.type) };
    case "add_points":
      return {
        ...orphaned,
        ...(await checkPoints(action, around)),
        ...checkText(action.reason, "reason", around.catalog),
      };
    case "add_comment":
      return { ...orphaned, ...checkText(action.body, "body", around.catalog) };
    case "email":
      return {
        ...orphaned,
        ...(action.to === "addresses" && action.addresses.length === 0
          ? { addresses: "Add at least one address." }
          : {}),
        ...checkText(action.subject, "subject", around.catalog),
        ...checkText(action.body, "body", around.catalog),
      };
  }
}

const ticketsOnly = "Only a feedback macro can do this.";

function checkField(
  { fieldKey, value }: { fieldKey: string; value: string },
  { type, catalog }: Surroundings,
): FieldErrors {
  if (!type) return { fieldKey: ticketsOnly };
  const field = type.fields.find(({ key }) => key === fieldKey);
  if (!field) return { fieldKey: `${type.name} has no field “${fieldKey}”. Choose one from the list.` };
  const broken = checkText(value, "value", catalog);
  const compiled = compileTemplate(value, "text");
  if (broken.value || !compiled.ok || compiled.tags.length > 0) return broken;
  const literal = compiled.render({});
  try {
    checkValues([field], { [fieldKey]: literal.ok ? literal.text : value });
    return {};
  } catch (error) {
    if (error instanceof AppError) return { value: error.message };
    throw error;
  }
}

function checkStatus(statusKey: string, type: FeedbackType | null): FieldErrors {
  if (!type) return { statusKey: ticketsOnly };
  if (type.statuses.some(({ key }) => key === statusKey)) return {};
  return {
    statusKey: `${type.name} has no status “${statusKey}”. It has ${type.statuses.map(({ name }) => name).join(", ")}.`,
  };
}

async function checkPoints(
  { rankId, points }: { rankId: string | null; points: number | null },
  { place }: Surroundings,
): Promise<FieldErrors> {
  if (rankId === null) return points === null || points === 0 ? { points: "Choose a rank or enter points." } : {};
  if (points !== null) return { points: "Choose either a rank or points, not both." };
  const rank = await db.rank.findFirst({ where: { id: rankId, projectId: place.projectId }, select: { id: true } });
  return rank ? {} : { rankId: "This rank does not exist any more. Choose another." };
}
