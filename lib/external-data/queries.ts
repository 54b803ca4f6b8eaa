import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { provenance, provenances, type Provenance } from "./provenance";
import type { ExternalDataField, ExternalDataGroup, ExternalValue, RecordTarget } from "./schema";
import { findGroup, listUsableGroups } from "./usable-groups";
import { listUses, type GroupUse } from "./uses";

export interface GroupRow extends ExternalDataGroup {
  /** How many records hold a value, and when one was last written. */
  records: number;
  lastWrittenAt: string | null;
  /** Whether this actor may change it. */
  editable: boolean;
}

/** The groups usable in the actor's scope, for one kind of record or all. */
export async function listGroups(actor: Can<"externalData.read">, target?: RecordTarget): Promise<GroupRow[]> {
  const groups = (await listUsableGroups(db, projectIdOf(actor))).filter((group) => !target || group.target === target);
  const written = await db.externalDataRecord.groupBy({
    by: ["groupId"],
    where: { groupId: { in: groups.map(({ id }) => id) } },
    _count: true,
    _max: { updatedAt: true },
  });
  const byId = new Map(written.map((row) => [row.groupId, row]));
  return groups.map((group) => ({
    ...group,
    records: byId.get(group.id)?._count ?? 0,
    lastWrittenAt: byId.get(group.id)?._max.updatedAt?.toISOString() ?? null,
    editable: group.projectId === null ? actor.role === "community_manager" : group.projectId === projectIdOf(actor),
  }));
}

/** @throws AppError `not_found` for a group of another project */
export async function getGroup(
  actor: Can<"externalData.read">,
  id: string,
): Promise<ExternalDataGroup & { uses: GroupUse[] }> {
  const group = await findGroup(db, id);
  if (!group || (group.projectId !== null && group.projectId !== projectIdOf(actor)))
    throw new AppError("not_found", "There is no such external data group here.");
  return { ...group, uses: await listUses(db, group) };
}

export interface RecordValue {
  field: ExternalDataField;
  value: ExternalValue;
  /** Null if it was never written. */
  provenance: Provenance | null;
}

/**
 * What a user, ticket or project of the actor's scope holds: every group usable here, fields in their order, with where each value came
 * from. The caller has checked that the record is in the scope.
 */
export async function listRecordValues(
  actor: Can<"externalData.read">,
  target: RecordTarget,
  recordId: string,
): Promise<{ group: ExternalDataGroup; values: RecordValue[] }[]> {
  const groups = (await listUsableGroups(db, projectIdOf(actor))).filter((group) => group.target === target);
  const rows = await db.externalDataRecord.findMany({
    where: { recordId, groupId: { in: groups.map(({ id }) => id) } },
    select: { groupId: true, values: true, provenance: true },
  });
  const byGroup = new Map(rows.map((row) => [row.groupId, row]));
  return groups.map((group) => {
    const row = byGroup.get(group.id);
    const values = (row?.values ?? {}) as Record<string, ExternalValue>;
    const sources = provenances.parse(row?.provenance ?? {});
    return {
      group,
      values: group.fields
        .filter((field) => !field.archived || values[field.id] !== undefined)
        .map((field) => ({ field, value: values[field.id] ?? null, provenance: sources[field.id] ?? null })),
    };
  });
}

export interface ValueChange {
  id: string;
  fieldId: string;
  /** Null for a field that is gone for good. */
  field: ExternalDataField | null;
  group: ExternalDataGroup;
  old: ExternalValue;
  new: ExternalValue;
  source: Provenance;
  at: string;
}

/** How the values of a record came about, newest first; of one field or all. */
export async function listValueHistory(
  actor: Can<"externalData.read">,
  recordId: string,
  { fieldId, limit = 100 }: { fieldId?: string; limit?: number } = {},
): Promise<ValueChange[]> {
  const groups = await listUsableGroups(db, projectIdOf(actor));
  const byId = new Map(groups.map((group) => [group.id, group]));
  const rows = await db.externalDataHistory.findMany({
    where: { recordId, groupId: { in: groups.map(({ id }) => id) }, ...(fieldId ? { fieldId } : {}) },
    select: { id: true, groupId: true, fieldId: true, old: true, new: true, source: true, at: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.flatMap((row) => {
    const group = byId.get(row.groupId);
    if (!group) return [];
    const { id, fieldId } = row;
    return {
      id,
      fieldId,
      field: group.fields.find((field) => field.id === fieldId) ?? null,
      group,
      old: row.old as ExternalValue,
      new: row.new as ExternalValue,
      source: provenance.parse(row.source),
      at: row.at.toISOString(),
    };
  });
}
