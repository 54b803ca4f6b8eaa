import { db } from "@/lib/db/client";
import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import type { FeedbackType } from "@/lib/feedback/types";
import { checkValues } from "@/lib/feedback/values";
import { checkMail } from "@/lib/mail-templates/compile-mail";
import { findUsableTemplate } from "@/lib/mail-templates/queries";
import { compileTemplate } from "@/lib/tags/check-template";
import { checkText } from "./check-text";
import { checkWebhook, type WebhookSurroundings } from "./check-webhook";
import type { MacroActionInput } from "./schema";

/** The macro that an action is part of, and what it may name. */
export interface Surroundings extends WebhookSurroundings {
  type: FeedbackType | null;
  hasWebhook: boolean;
  /** The macro asks before it runs. */
  confirm: boolean;
}

/** What keeps an action from being saved, by its field. */
export async function checkAction(action: MacroActionInput, around: Surroundings): Promise<FieldErrors> {
  if (action.kind === "webhook") return checkWebhook(action, around);
  const orphaned: FieldErrors =
    action.onlyIfWebhookSucceeded && !around.hasWebhook
      ? { onlyIfWebhookSucceeded: "This macro has no webhook to wait for. Add one, or take this tick away." }
      : {};
  switch (action.kind) {
    case "set_field":
      return { ...orphaned, ...checkField(action, around) };
    case "set_status":
      return { ...orphaned, ...checkState("status", action.statusKey, around.type) };
    case "set_resolution":
      return { ...orphaned, ...checkState("resolution", action.resolutionKey, around.type) };
    case "set_visibility":
      return { ...orphaned, ...(around.type ? {} : { visibility: ticketsOnly }) };
    case "set_blocked":
      return { ...orphaned, ...(around.type ? {} : { blocked: ticketsOnly }) };
    case "add_to_team":
    case "remove_from_team":
      return { ...orphaned, ...(await checkTeam(action.teamId, "teamId", around)) };
    case "move_team":
      return {
        ...orphaned,
        ...(await checkTeam(action.fromTeamId, "fromTeamId", around)),
        ...(action.teamId === action.fromTeamId
          ? { teamId: "This is the team they come from. Choose another one." }
          : await checkTeam(action.teamId, "teamId", around)),
      };
    case "run_macro":
      return { ...orphaned, ...(await checkNext(action.macroId, around)) };
    case "remove_from_project":
    case "delete_user":
      return { ...orphaned, ...checkFarewell(action.kind, around) };
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
        ...(action.to === "team" ? await checkRecipients(action.teamId, around) : {}),
        ...(action.templateId === null
          ? checkOwnWords(action, around)
          : await checkMailTemplate(action.templateId, around)),
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

/** Null takes a resolution away. */
function checkState(what: "status" | "resolution", key: string | null, type: FeedbackType | null): FieldErrors {
  const field = `${what}Key`;
  if (!type) return { [field]: ticketsOnly };
  const known = what === "status" ? type.statuses : type.resolutions;
  if (key === null || known.some((one) => one.key === key)) return {};
  const names = known.map(({ name }) => name).join(", ") || "none";
  return { [field]: `${type.name} has no ${what} “${key}”. It has ${names}.` };
}

/** A team of the macro's own scope: no other can be changed from there. */
async function checkTeam(id: string, field: string, { place }: Surroundings): Promise<FieldErrors> {
  const team = await db.team.findFirst({ where: { id, projectId: place.projectId }, select: { id: true } });
  return team ? {} : { [field]: "This team does not exist here any more. Choose another." };
}

async function checkRecipients(teamId: string | null, around: Surroundings): Promise<FieldErrors> {
  return teamId === null ? { teamId: "Choose the team to write to." } : checkTeam(teamId, "teamId", around);
}

function checkOwnWords({ subject, body }: { subject: string; body: string }, { catalog }: Surroundings): FieldErrors {
  return {
    ...(subject.trim() === ""
      ? { subject: "Write a subject, or choose a template." }
      : checkText(subject, "subject", catalog)),
    ...(body.trim() === "" ? { body: "Write the mail, or choose a template." } : checkText(body, "body", catalog)),
  };
}

/** Of the macro's scope and for what it runs on; its tags are judged again, because a type may have lost a field since. */
async function checkMailTemplate(id: string, { place, catalog }: Surroundings): Promise<FieldErrors> {
  const template = await findUsableTemplate(id, place);
  if (!template) return { templateId: "This template does not exist for this macro any more. Choose another." };
  const { subject, body, text } = template;
  const [problem] = Object.values(checkMail({ subject, body, text }, catalog));
  return problem ? { templateId: `“${template.name}” cannot be sent from here. ${problem}` } : {};
}

/** A project's macro ends a participation, a community macro an account; both are about the record itself. */
function checkFarewell(kind: "remove_from_project" | "delete_user", { place, confirm }: Surroundings): FieldErrors {
  if (place.target !== "user") return { kind: "Only a user macro can do this." };
  if (kind === "remove_from_project" && !place.projectId) return { kind: "Only a macro of a project can do this." };
  if (kind === "delete_user" && place.projectId) return { kind: "Only a macro of the community can do this." };
  return confirm
    ? {}
    : { kind: "This cannot be undone, so the macro has to ask first. Tick “Ask for confirmation” under Customize." };
}

/** A macro that runs on the same records, and can. */
async function checkNext(id: string, { place, macroId, enabled }: Surroundings): Promise<FieldErrors> {
  if (id === macroId) return { macroId: "A macro cannot run itself. Choose another one." };
  const { projectId, target, feedbackTypeId } = place;
  const next = await db.macro.findFirst({
    where: { id, projectId, target, feedbackTypeId },
    select: { name: true, enabled: true },
  });
  if (!next) return { macroId: "This macro does not exist here any more. Choose another." };
  return next.enabled || !enabled
    ? {}
    : { macroId: `“${next.name}” is switched off. Switch it on first, or choose another macro.` };
}

async function checkPoints(
  { rankId, points }: { rankId: string | null; points: number | null },
  { place }: Surroundings,
): Promise<FieldErrors> {
  if (rankId === null) return points === null || points === 0 ? { points: "Choose a rank or enter points." } : {};
  if (points !== null) return { points: "Choose either a rank or points, not both." };
  const rank = await db.rank.findFirst({
    where: { id: rankId, OR: [{ projectId: place.projectId }, { projectId: null }] },
    select: { id: true },
  });
  return rank ? {} : { rankId: "This rank does not exist any more. Choose another." };
}
