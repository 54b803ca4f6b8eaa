import { audit } from "@/lib/audit/audit";
import { requireSeenIn, type Seen } from "@/lib/audit/last-change";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { weighAgainIn } from "./popularity";
import { feedbackTypeInput, type FeedbackTypeInput } from "./schema";
import { findFeedbackType, type FeedbackType } from "./types";

/** @throws AppError `invalid` on `key` or `prefix` when another type of the project has it. */
export async function createFeedbackType(
  actor: Can<"types.write">,
  input: FeedbackTypeInput,
): Promise<{ id: string; key: string }> {
  const projectId = requireProject(actor);
  return transaction(async (tx) => {
    await requireFree(tx, projectId, input, null);
    await requireTeams(tx, projectId, input.statuses);
    const { fields, statuses, resolutions, ...type } = input;
    const order = await tx.feedbackType.count({ where: { projectId } });
    const row = await tx.feedbackType.create({ data: { ...type, projectId, order }, select: { id: true, key: true } });
    await saveFields(tx, row.id, fields);
    await saveStatuses(tx, row.id, statuses);
    await saveResolutions(tx, row.id, resolutions);
    await audit(tx, actor, { verb: "created", kind: "feedback type", id: row.id, label: input.name, after: input });
    return row;
  });
}

/**
 * Saves a type with its fields, statuses and resolutions as given. Fields left out are archived, so that values stay; statuses and
 * resolutions left out are deleted. Tickets keep theirs under a new name, because they hold its id.
 * @throws AppError `conflict` when a ticket still has a status or resolution that would go, `stale` when it was changed after `seen`.
 */
export async function updateFeedbackType(
  actor: Can<"types.write">,
  id: string,
  input: FeedbackTypeInput,
  seen: Seen | null = null,
): Promise<void> {
  const projectId = requireProject(actor);
  await transaction(async (tx) => {
    await tx.$queryRaw`select 1 from feedback_type where id = ${id}::uuid for update`;
    const stored = await findFeedbackType(tx, id);
    if (stored?.projectId !== projectId)
      throw new AppError("not_found", "There is no such feedback type in this project.");
    const before = typeInputOf(stored);
    await requireSeenIn(tx, { kind: "feedback type", id, seen });
    await requireFree(tx, projectId, input, id);
    await requireTeams(tx, projectId, input.statuses);
    const { fields, statuses, resolutions, ...type } = input;
    await tx.feedbackType.update({ where: { id }, data: type, select: { id: true } });
    await saveFields(tx, id, fields);
    await saveStatuses(tx, id, statuses);
    await saveResolutions(tx, id, resolutions);
    if (input.prefix !== before.prefix) {
      await tx.$executeRaw`update feedback set display_id = ${input.prefix} || '-' || number where type_id = ${id}::uuid`;
    }
    const weights = ["commentWeight", "voteWeight", "duplicateWeight"] as const;
    if (weights.some((weight) => input[weight] !== before[weight])) await weighAgainIn(tx, id);
    await audit(tx, actor, { verb: "changed", kind: "feedback type", id, label: input.name, before, after: input });
  });
}

/** A type as its form takes it. */
export function typeInputOf(type: FeedbackType): FeedbackTypeInput {
  const { id: _id, projectId: _project, fields, statuses, resolutions, ...plain } = type;
  return feedbackTypeInput.parse({
    ...plain,
    fields: fields.map(({ id: _, ...field }) => field),
    statuses: statuses.map(({ id: _, teams, ...status }) => ({ ...status, teamIds: teams.map(({ id }) => id) })),
    resolutions: resolutions.map(({ id: _, ...resolution }) => resolution),
  });
}

async function saveFields(tx: Tx, typeId: string, fields: FeedbackTypeInput["fields"]): Promise<void> {
  const keys = fields.map((field) => field.key);
  await requireSameTypes(tx, typeId, fields);
  await tx.feedbackField.updateMany({
    where: { typeId, key: { notIn: keys }, archivedAt: null },
    data: { archivedAt: new Date() },
  });
  for (const [order, { id: _, ...field }] of fields.entries()) {
    await tx.feedbackField.upsert({
      where: { typeId_key: { typeId, key: field.key } },
      create: { ...field, typeId, order },
      update: { ...field, order, archivedAt: null },
      select: { id: true },
    });
  }
}

// Tickets hold values of the old type, and an archived field's values come back with it.
async function requireSameTypes(tx: Tx, typeId: string, fields: FeedbackTypeInput["fields"]): Promise<void> {
  const stored = await tx.feedbackField.findMany({ where: { typeId }, select: { key: true, type: true } });
  for (const [index, field] of fields.entries()) {
    const before = stored.find(({ key }) => key === field.key);
    if (!before || before.type === field.type) continue;
    throw new AppError("invalid", "Nothing was saved.", {
      [`fields.${index}.key`]: `Tickets already hold values under “${field.key}” of another type. Choose another key.`,
    });
  }
}

async function saveStatuses(tx: Tx, typeId: string, statuses: FeedbackTypeInput["statuses"]): Promise<void> {
  const keys = statuses.map((status) => status.key);
  const used = await tx.feedbackStatus.findFirst({
    where: { typeId, key: { notIn: keys }, feedback: { some: {} } },
    select: { name: true, _count: { select: { feedback: true } } },
  });
  if (used) {
    throw stillUsed("status", used.name, used._count.feedback);
  }
  await tx.feedbackStatus.deleteMany({ where: { typeId, key: { notIn: keys } } });
  for (const [order, { id: _, teamIds, ...status }] of statuses.entries()) {
    const { id } = await tx.feedbackStatus.upsert({
      where: { typeId_key: { typeId, key: status.key } },
      create: { ...status, typeId, order },
      update: { ...status, order },
      select: { id: true },
    });
    await tx.feedbackStatusTeam.deleteMany({ where: { statusId: id, teamId: { notIn: teamIds } } });
    await tx.feedbackStatusTeam.createMany({
      data: teamIds.map((teamId) => ({ statusId: id, teamId })),
      skipDuplicates: true,
    });
  }
}

// The project's own and the community's.
async function requireTeams(tx: Tx, projectId: string, statuses: FeedbackTypeInput["statuses"]): Promise<void> {
  const asked = statuses.flatMap(({ teamIds }) => teamIds);
  if (asked.length === 0) return;
  const known = await tx.team.findMany({
    where: { id: { in: asked }, OR: [{ projectId }, { projectId: null }] },
    select: { id: true },
  });
  const ids = new Set(known.map(({ id }) => id));
  for (const [index, { teamIds }] of statuses.entries()) {
    if (teamIds.every((id) => ids.has(id))) continue;
    throw new AppError("invalid", "Nothing was saved.", {
      [`statuses.${index}.teamIds`]: "One of these teams is not there any more. Choose again.",
    });
  }
}

async function saveResolutions(tx: Tx, typeId: string, resolutions: FeedbackTypeInput["resolutions"]): Promise<void> {
  const keys = resolutions.map(({ key }) => key);
  const used = await tx.feedbackResolution.findFirst({
    where: { typeId, key: { notIn: keys }, feedback: { some: {} } },
    select: { name: true, _count: { select: { feedback: true } } },
  });
  if (used) throw stillUsed("resolution", used.name, used._count.feedback);
  await tx.feedbackResolution.deleteMany({ where: { typeId, key: { notIn: keys } } });
  for (const [order, resolution] of resolutions.entries()) {
    await tx.feedbackResolution.upsert({
      where: { typeId_key: { typeId, key: resolution.key } },
      create: { ...resolution, typeId, order },
      update: { ...resolution, order },
      select: { id: true },
    });
  }
}

function stillUsed(what: "status" | "resolution", name: string, tickets: number): AppError {
  const have = tickets === 1 ? "1 ticket has" : `${tickets} tickets have`;
  const them = tickets === 1 ? "it" : "them";
  return new AppError("conflict", `${have} the ${what} “${name}”. Give ${them} another ${what} before you remove it.`);
}

async function requireFree(tx: Tx, projectId: string, input: FeedbackTypeInput, self: string | null): Promise<void> {
  for (const field of ["key", "prefix"] as const) {
    const other = await tx.feedbackType.findFirst({
      where: { projectId, [field]: input[field], ...(self ? { id: { not: self } } : {}) },
      select: { name: true },
    });
    if (other)
      throw new AppError("invalid", "Nothing was saved.", { [field]: `“${other.name}” already uses ${input[field]}.` });
  }
}

function requireProject(actor: Can<"types.write">): string {
  const id = projectIdOf(actor);
  if (!id) throw new AppError("not_found", "Feedback types belong to a project.");
  return id;
}
