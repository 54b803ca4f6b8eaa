import "server-only";
import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { keyFrom, type ExternalDataField, type ExternalDataFieldInput, type ExternalDataType } from "./schema";
import { convertValuesIn, countValues } from "./type-change";

interface Wanted {
  fields: readonly ExternalDataFieldInput[];
  newerBy: string | null;
  convert?: readonly string[];
}

/**
 * Makes the fields of a group those of `wanted`, in that order. What is left out is archived; naming its parameter again brings it back.
 * @throws AppError `invalid` with the place, `conflict` for a type change while values are stored that was not asked to convert them
 */
export async function saveFields(
  tx: Tx,
  actor: Can<"groups.write">,
  group: { id: string; key: string },
  held: readonly ExternalDataField[],
  { fields, newerBy, convert = [] }: Wanted,
): Promise<void> {
  const kept = fields.map((field) => match(field, held));
  const keptIds = new Set(kept.flatMap((field) => field?.id ?? []));
  const gone = held.filter(({ id, archived }) => !archived && !keptIds.has(id)).map(({ id }) => id);
  await tx.externalDataField.updateMany({ where: { id: { in: gone } }, data: { archivedAt: new Date() } });
  await freeParameters(tx, held, fields, kept);
  const taken = new Set([...held.map(({ key }) => key), ...fields.flatMap(({ key }) => key ?? [])]);
  const saved: { id: string; key: string; type: string }[] = [];
  for (const [order, input] of fields.entries()) {
    const before = kept[order];
    const { label, parameter, type, favorite } = input;
    if (before) {
      requireSameKey(before, input, order);
      if (type !== before.type)
        await changeType(tx, actor, group, before, { type, mayConvert: convert.includes(before.id), at: order });
      const data = { label, parameter, type, favorite, order, archivedAt: null };
      await tx.externalDataField.update({ where: { id: before.id }, data, select: { id: true } });
      saved.push({ ...before, type });
    } else {
      const key = input.key ?? keyFrom(label, taken);
      taken.add(key);
      const data = { groupId: group.id, label, parameter, key, type, favorite, order };
      saved.push({ ...(await tx.externalDataField.create({ data, select: { id: true } })), key, type });
    }
  }
  await saveNewerBy(tx, group.id, newerBy, saved);
}

/** Two fields may trade their parameters, and a new one may take that of an archived field: those step aside first. */
async function freeParameters(
  tx: Tx,
  held: readonly ExternalDataField[],
  wanted: readonly ExternalDataFieldInput[],
  kept: readonly (ExternalDataField | null)[],
): Promise<void> {
  const takers = new Map(wanted.map(({ parameter }, index) => [parameter, kept[index]?.id]));
  for (const { id, parameter } of held) {
    if (!takers.has(parameter) || takers.get(parameter) === id) continue;
    await tx.externalDataField.update({ where: { id }, data: { parameter: `~${id}` }, select: { id: true } });
  }
}

function match(input: ExternalDataFieldInput, held: readonly ExternalDataField[]): ExternalDataField | null {
  if (input.id !== undefined) {
    const found = held.find(({ id }) => id === input.id);
    if (!found) throw new AppError("invalid", "A field of this group is gone. Reload the page.");
    return found;
  }
  return (
    held.find((field) => field.archived && (field.parameter === input.parameter || field.key === input.key)) ?? null
  );
}

function requireSameKey(before: ExternalDataField, input: ExternalDataFieldInput, index: number): void {
  if (input.key === undefined || input.key === before.key) return;
  const message = `The key of “${before.label}” is “${before.key}” and stays so, because tags and filters use it.`;
  throw new AppError("invalid", message, { [`fields.${index}.key`]: message });
}

async function changeType(
  tx: Tx,
  actor: Can<"groups.write">,
  group: { id: string; key: string },
  before: ExternalDataField,
  { type, mayConvert, at }: { type: ExternalDataType; mayConvert: boolean; at: number },
): Promise<void> {
  const stored = await countValues(tx, group.id, before.id);
  if (stored > 0 && !mayConvert) {
    const message = `“${before.label}” holds ${stored} values of its present type. Change it on the page of the data group, which shows first what becomes of them.`;
    throw new AppError("conflict", message, { [`fields.${at}.type`]: message });
  }
  await convertValuesIn(tx, actor, { group, field: before, type });
}

async function saveNewerBy(
  tx: Tx,
  groupId: string,
  newerBy: string | null,
  fields: readonly { id: string; key: string; type: string }[],
): Promise<void> {
  const field = fields.find(({ key }) => key === newerBy);
  if (newerBy !== null && field?.type !== "datetime" && field?.type !== "integer") {
    const message = "Choose a field of the type Date and Time or Integer.";
    throw new AppError("invalid", message, { newerBy: message });
  }
  const data = { newerByFieldId: field?.id ?? null };
  await tx.externalDataGroup.update({ where: { id: groupId }, data, select: { id: true } });
}
