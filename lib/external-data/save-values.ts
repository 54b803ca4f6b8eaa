import "server-only";
import { randomUUIDv7 } from "node:crypto";
import type { Tx } from "@/lib/db/client";
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
  await tx.$executeRaw`
    with history as (
      insert into external_data_history (id, group_id, field_id, record_id, old, new, source)
      select c.id, ${groupId}::uuid, c."fieldId", ${recordId}::uuid, nullif(c.old, 'null'), nullif(c.new, 'null'),
        ${JSON.stringify(source)}::jsonb
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (id uuid, "fieldId" uuid, old jsonb, new jsonb))
    update external_data_record set "values" = ${JSON.stringify(held.values)}::jsonb,
      provenance = ${JSON.stringify(held.provenance)}::jsonb, updated_at = now()
    where group_id = ${groupId}::uuid and record_id = ${recordId}::uuid`;
}
