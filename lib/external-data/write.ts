import "server-only";
import type { Tx } from "@/lib/db/client";
import type { JsonValue } from "@/lib/json/value";
import { placeOf, type ListenedPlace } from "./listened-place";
import { noteValuesIn } from "./note-values";
import { parseExternalValue } from "./parse";
import { provenances, type Provenance } from "./provenance";
import { mergeValuesIn, saveValuesIn, type HeldValues } from "./save-values";
import type { ExternalDataField, ExternalDataGroup, ExternalValue } from "./schema";

export interface ValuesToWrite {
  group: Pick<ExternalDataGroup, "id" | "newerByFieldId" | "fields">;
  /** A user, ticket or project, as the group's target says. */
  recordId: string;
  /** As received, by field id; null clears, an absent field stays as it is. */
  values: ReadonlyMap<string, JsonValue>;
  source: Provenance;
  /** The chain that what follows belongs to, by itself or by the macro run whose webhook returned the values. */
  chain?: { chainId: string; depth: number } | { runId: string } | null;
}

export interface StoredValue {
  fieldId: string;
  key: string;
  label: string;
  parameter: string;
  value: ExternalValue;
  /** False when the record already held it. */
  changed: boolean;
}

export interface WrittenValues {
  /** Everything the record now holds as it was sent. */
  stored: StoredValue[];
  rejected: { parameter: string; problem: string }[];
  /** The group takes only newer data and this was not: nothing was written. */
  outdated: boolean;
}

/**
 * Stores the values that fit their fields' types on one record, under its lock, each with where it came from; a value that does not fit
 * is told and does not stop the others. Only what changed is added to the history.
 */
export async function writeValuesIn(tx: Tx, write: ValuesToWrite): Promise<WrittenValues> {
  const { group, recordId, values, source } = write;
  const { accepted, rejected } = judge(group.fields, values);
  if (accepted.length === 0) return { stored: [], rejected, outdated: false };
  if (!group.newerByFieldId) {
    // Nothing has to be read first, so one journey does it where the record exists.
    const sent = accepted.map(({ field, value }) => ({ fieldId: field.id, value }));
    const before = await mergeValuesIn(tx, { groupId: group.id, recordId }, sent, source);
    if (before) {
      const stored = storedOf(accepted, before.held);
      if (before.place) await noteValuesIn(tx, write, before.place, before.held, stored);
      return { stored, rejected, outdated: false };
    }
  }
  const held = await lockedRecord(tx, group.id, recordId);
  if (isOutdated(group, held.values, accepted)) return { stored: [], rejected, outdated: true };
  const stored = storedOf(accepted, held.values);
  await save(tx, group.id, recordId, held, stored, source);
  const [place] = await tx.$queryRaw<ListenedPlace[]>(placeOf(group.id, recordId));
  if (place) await noteValuesIn(tx, write, place, held.values, stored);
  return { stored, rejected, outdated: false };
}

function storedOf(accepted: readonly AcceptedValue[], held: HeldValues["values"]): StoredValue[] {
  return accepted.map(({ field, value }) => ({
    fieldId: field.id,
    key: field.key,
    label: field.label,
    parameter: field.parameter,
    value,
    changed: (held[field.id] ?? null) !== value,
  }));
}

export interface AcceptedValue {
  field: ExternalDataField;
  value: ExternalValue;
}

function judge(fields: readonly ExternalDataField[], values: ReadonlyMap<string, JsonValue>) {
  const accepted: AcceptedValue[] = [];
  const rejected: WrittenValues["rejected"] = [];
  for (const field of fields) {
    const raw = values.get(field.id);
    if (field.archived || raw === undefined) continue;
    const parsed = parseExternalValue(field.type, raw);
    if (parsed.ok) accepted.push({ field, value: parsed.value });
    else rejected.push({ parameter: field.parameter, problem: parsed.problem });
  }
  return { accepted, rejected };
}

// The insert comes second, because most records exist; on a race it waits for the other and the row is read again.
async function lockedRecord(tx: Tx, groupId: string, recordId: string): Promise<HeldValues> {
  const found = await lock(tx, groupId, recordId);
  if (found) return found;
  await tx.$executeRaw`
    insert into external_data_record (group_id, record_id, "values", provenance)
    values (${groupId}::uuid, ${recordId}::uuid, '{}', '{}') on conflict do nothing`;
  return (await lock(tx, groupId, recordId)) ?? { values: {}, provenance: {} };
}

async function lock(tx: Tx, groupId: string, recordId: string): Promise<HeldValues | null> {
  const [row] = await tx.$queryRaw<{ values: HeldValues["values"]; provenance: unknown }[]>`/* planned once */
    select "values", provenance from external_data_record
    where group_id = ${groupId}::uuid and record_id = ${recordId}::uuid for update`;
  return row ? { values: row.values, provenance: provenances.parse(row.provenance) } : null;
}

/** The group takes only newer data, and this is not. */
export function isOutdated(
  group: ValuesToWrite["group"],
  held: HeldValues["values"],
  accepted: readonly AcceptedValue[],
): boolean {
  if (!group.newerByFieldId) return false;
  const before = held[group.newerByFieldId] ?? null;
  if (before === null) return false;
  const sent = accepted.find(({ field }) => field.id === group.newerByFieldId)?.value ?? null;
  // Instants and days are texts that sort; numbers compare as numbers.
  return sent === null || typeof sent !== typeof before || sent <= before;
}

async function save(
  tx: Tx,
  groupId: string,
  recordId: string,
  held: HeldValues,
  stored: readonly StoredValue[],
  source: Provenance,
): Promise<void> {
  const values = { ...held.values };
  const provenance = { ...held.provenance };
  for (const { fieldId, value } of stored) {
    provenance[fieldId] = source;
    if (value === null) delete values[fieldId];
    else values[fieldId] = value;
  }
  const changes = stored
    .filter(({ changed }) => changed)
    .map(({ fieldId, value }) => ({ fieldId, old: held.values[fieldId] ?? null, new: value }));
  await saveValuesIn(tx, { groupId, recordId }, { values, provenance }, changes, source);
}
