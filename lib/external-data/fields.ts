import { sql, type Sql } from "@/lib/db/sql";
import type { FieldType } from "@/lib/fields/field";
import type { SqlField, SqlRecord } from "@/lib/fields/sql-field";
import { storedValue, valueRows, type StoredField } from "@/lib/fields/value-rows";
import type { ExternalDataField, ExternalDataGroup, ExternalDataType } from "./schema";

/**
 * The fields of external data groups for a source in which `recordId` (an expression of type uuid, may be null) is the record that the
 * groups' values hang on. Archived fields are left out.
 */
export function externalFields(groups: readonly ExternalDataGroup[], recordId: Sql): SqlField[] {
  return groups.flatMap((group) =>
    group.fields.filter(({ archived }) => !archived).map((field) => externalField(group, field, recordId)),
  );
}

const kinds: Record<ExternalDataType, { type: FieldType; storage: StoredField["storage"] }> = {
  boolean: { type: "boolean", storage: "boolean" },
  datetime: { type: "date", storage: "iso" },
  integer: { type: "number", storage: "number" },
  string: { type: "text", storage: "text" },
};

/** The type by which lists, filters and tags know a field of external data. */
export function fieldTypeOf(type: ExternalDataType): FieldType {
  return kinds[type].type;
}

function externalField(group: ExternalDataGroup, field: ExternalDataField, recordId: Sql): SqlField {
  const { type, storage } = kinds[field.type];
  const stored = { id: field.id, storage };
  return {
    path: `external.${group.key}.${field.key}`,
    label: field.label,
    dataSet: { key: `external.${group.key}`, label: group.label },
    type,
    storage,
    favorite: field.favorite,
    internal: true,
    ...storedValue(stored, recordId),
    ...valueRows(stored, recordId),
    record: { key: group.id, ...inRecord(group.id, stored, recordId) },
  };
}

/**
 * The value where it was written, beside the others of its group: whoever reads several of them, of very many records, reads one table
 * once. A value is always of its field's type: a change of type converts all of them. Only a number that is none would end the statement,
 * so where the type changes while it is read, that counts as empty.
 */
function inRecord(groupId: string, { id, storage }: StoredField, recordId: Sql): Omit<SqlRecord, "key"> {
  const read = (alias: Sql) => {
    const text = sql`${alias}."values" ->> ${id}::text`;
    if (storage === "boolean") return sql`(case ${text} when 'true' then true when 'false' then false end)`;
    if (storage !== "number") return sql`(${text})`;
    const value = sql`${alias}."values" -> ${id}::text`;
    return sql`(case when jsonb_typeof(${value}) = 'number' then (${value})::numeric end)`;
  };
  return {
    sql: read,
    join: (alias) =>
      sql`external_data_record ${alias} on ${alias}.group_id = ${groupId}::uuid and ${alias}.record_id = ${recordId}`,
  };
}
