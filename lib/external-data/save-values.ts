import "server-only";
import { randomUUIDv7 } from "node:crypto";
import type { Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { placeOf, type ListenedPlace } from "./listened-place";
import type { Provenance } from "./provenance";
import type { ExternalValue } from "./schema";

/** What one record holds of one group. */
export interface HeldValues {
  values: Record<string, ExternalValue>;
  provenance: Record<string, Provenance>;
}

export interface ValueChanged {
  fieldId: string;
  old: ExternalValue;
  new: ExternalValue;
}

/** Writes the record and its history, in one statement. */
export async function saveValuesIn(
  tx: Tx,
  { groupId, recordId }: { groupId: string; recordId: string },
  held: HeldValues,
  changes: readonly ValueChanged[],
  source: Provenance,
): Promise<void> {
  const rows = changes.map((change) => ({ id: randomUUIDv7(), ...change }));
  await tx.$executeRaw`/* planned once */
    with history as (
      insert into external_data_history (id, group_id, field_id, record_id, old, new, source)
      select c.id, ${groupId}::uuid, c."fieldId", ${recordId}::uuid, nullif(c.old, 'null'), nullif(c.new, 'null'),
        ${JSON.stringify(source)}::jsonb
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (id uuid, "fieldId" uuid, old jsonb, new jsonb))
    update external_data_record set "values" = ${JSON.stringify(held.values)}::jsonb,
      provenance = ${JSON.stringify(held.provenance)}::jsonb, updated_at = now()
    where group_id = ${groupId}::uuid and record_id = ${recordId}::uuid`;
}

/** What a record held before it was written, and where triggers would hear of the change; null where none is set to it. */
export interface MergedValues {
  held: HeldValues["values"];
  place: ListenedPlace | null;
}

/**
 * Puts these values on a record that exists, with their history, in one statement. Null if there is no record yet. A value of null clears
 * the field.
 */
export async function mergeValuesIn(
  tx: Tx,
  { groupId, recordId }: { groupId: string; recordId: string },
  values: readonly { fieldId: string; value: ExternalValue }[],
  source: Provenance,
): Promise<MergedValues | null> {
  const given = values.map(({ fieldId, value }) => ({ id: randomUUIDv7(), field: fieldId, value }));
  const kept = Object.fromEntries(values.flatMap(({ fieldId, value }) => (value === null ? [] : [[fieldId, value]])));
  const cleared = values.flatMap(({ fieldId, value }) => (value === null ? [fieldId] : []));
  const sources = Object.fromEntries(values.map(({ fieldId }) => [fieldId, source]));
  const [row] = await tx.$queryRaw<MergedValues[]>(sql`/* planned once */
    with held as (
      select "values" from external_data_record
      where group_id = ${groupId}::uuid and record_id = ${recordId}::uuid for update),
    given as (
      select g.id, g.field, nullif(g.value, 'null') as value
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, field text, value jsonb)),
    history as (
      insert into external_data_history (id, group_id, field_id, record_id, old, new, source)
      select g.id, ${groupId}::uuid, g.field::uuid, ${recordId}::uuid, h."values" -> g.field, g.value,
        ${JSON.stringify(source)}::jsonb
      from held h cross join given g where h."values" -> g.field is distinct from g.value)
    update external_data_record r set "values" = (h."values" || ${JSON.stringify(kept)}::jsonb) - ${cleared}::text[],
      provenance = r.provenance || ${JSON.stringify(sources)}::jsonb, updated_at = now()
    from held h where r.group_id = ${groupId}::uuid and r.record_id = ${recordId}::uuid
    returning h."values" as held, (select to_jsonb(p) from (${placeOf(groupId, recordId)}) p) as place`);
  return row ?? null;
}
