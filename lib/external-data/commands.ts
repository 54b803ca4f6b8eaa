import "server-only";
import { audit } from "@/lib/audit/audit";
import { requireSeenIn } from "@/lib/audit/last-change";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { saveFields } from "./save-fields";
import { keyFrom, type ExternalDataGroup, type ExternalDataGroupChange, type ExternalDataGroupInput } from "./schema";
import { findGroup } from "./usable-groups";
import { listUses } from "./uses";

/** @throws AppError `invalid` on `key` when another group of the community has it */
export function createGroup(actor: Can<"groups.write">, input: ExternalDataGroupInput): Promise<ExternalDataGroup> {
  return transaction((tx) => createGroupIn(tx, actor, input));
}

/** In the actor's scope: a group of the project, or of the community. */
export async function createGroupIn(
  tx: Tx,
  actor: Can<"groups.write">,
  input: ExternalDataGroupInput,
): Promise<ExternalDataGroup> {
  const key = await freeKey(tx, input);
  const { id } = await tx.externalDataGroup.create({
    data: {
      projectId: projectIdOf(actor),
      target: input.target,
      label: input.label,
      key,
      clearMissing: input.clearMissing,
      order: await tx.externalDataGroup.count(),
      isSample: actor.via === "sample",
    },
    select: { id: true },
  });
  await saveFields(tx, actor, { id, key }, [], input);
  const made = await getWritable(tx, actor, id);
  await audit(tx, actor, {
    verb: "created",
    kind: "external data group",
    id,
    label: input.label,
    after: inputOf(made),
  });
  return made;
}

/**
 * Changes labels, parameters, order and switches. A field without an id is new, one left out is archived and keeps its values.
 * @throws AppError `not_found`; `forbidden` for a community group without a community manager; `invalid` on a field; `conflict` for a
 * type change while values are stored, unless `convert` names the field.
 */
export function updateGroup(actor: Can<"groups.write">, input: ExternalDataGroupChange): Promise<ExternalDataGroup> {
  return transaction((tx) => updateGroupIn(tx, actor, input));
}

export async function updateGroupIn(
  tx: Tx,
  actor: Can<"groups.write">,
  input: ExternalDataGroupChange,
): Promise<ExternalDataGroup> {
  await tx.$queryRaw`select 1 from external_data_group where id = ${input.id}::uuid for update`;
  const before = await getWritable(tx, actor, input.id);
  await requireSeenIn(tx, { kind: "external data group", id: input.id, seen: input.seen });
  const { label, clearMissing } = input;
  await tx.externalDataGroup.update({ where: { id: input.id }, data: { label, clearMissing }, select: { id: true } });
  await saveFields(tx, actor, before, before.fields, input);
  const after = await getWritable(tx, actor, input.id);
  await audit(tx, actor, {
    verb: "changed",
    kind: "external data group",
    id: input.id,
    label,
    before: inputOf(before),
    after: inputOf(after),
  });
  return after;
}

/** The order in which pickers and summaries show the groups; groups not named keep their place after these. */
export async function reorderGroups(actor: Can<"groups.write">, ids: readonly string[]): Promise<void> {
  await transaction(async (tx) => {
    for (const [order, id] of ids.entries()) {
      const { label, order: before } = await getWritable(tx, actor, id);
      if (before === order) continue;
      await tx.externalDataGroup.update({ where: { id }, data: { order }, select: { id: true } });
      const event = { verb: "changed", kind: "external data group", id, label } as const;
      await audit(tx, actor, { ...event, before: { order: before }, after: { order } });
    }
  });
}

/** Deletes the group with all its values and their history. @throws AppError `conflict`, naming what still uses it */
export async function deleteGroup(actor: Can<"groups.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const group = await getWritable(tx, actor, id);
    const uses = await listUses(tx, group);
    if (uses.length > 0) {
      const named = uses.slice(0, 5).map(({ kind, name }) => `the ${kind} “${name}”`);
      const more = uses.length > 5 ? ` and ${uses.length - 5} more` : "";
      throw new AppError("conflict", `“${group.label}” is used by ${named.join(", ")}${more}. Change those first.`);
    }
    await tx.externalDataGroup.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, {
      verb: "deleted",
      kind: "external data group",
      id,
      label: group.label,
      before: inputOf(group),
    });
  });
}

/** A group as its form takes it, for the audit log: archived fields are none. */
export function inputOf(group: ExternalDataGroup): ExternalDataGroupInput {
  const { label, target, key, clearMissing, fields, newerByFieldId } = group;
  return {
    label,
    target,
    key,
    clearMissing,
    newerBy: fields.find(({ id }) => id === newerByFieldId)?.key ?? null,
    fields: fields
      .filter(({ archived }) => !archived)
      .map(({ id, label, parameter, key, type, favorite }) => ({ id, label, parameter, key, type, favorite })),
  };
}

async function freeKey(tx: Tx, { key, label }: ExternalDataGroupInput): Promise<string> {
  const rows = await tx.externalDataGroup.findMany({ select: { key: true, label: true } });
  if (key === undefined) return keyFrom(label, new Set(rows.map((row) => row.key)));
  const other = rows.find((row) => row.key === key);
  if (!other) return key;
  throw new AppError("invalid", "Choose another key.", { key: `The group “${other.label}” has the key “${key}”.` });
}

async function getWritable(tx: Tx, actor: Can<"groups.write">, id: string): Promise<ExternalDataGroup> {
  const group = await findGroup(tx, id);
  if (!group || (group.projectId !== null && group.projectId !== projectIdOf(actor)))
    throw new AppError("not_found", "There is no such external data group here.");
  if (group.projectId === null && actor.role !== "community_manager")
    throw new AppError("forbidden", `“${group.label}” belongs to the community. A community manager can change it.`);
  return group;
}
