import { sql, type Sql } from "@/lib/db/sql";
import type { FieldType } from "@/lib/fields/field";
import type { FieldStorage, SqlField } from "@/lib/fields/sql-field";
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

const kinds: Record<ExternalDataType, { type: FieldType; storage: FieldStorage }> = {
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
  const kind = kinds[field.type];
  const value = sql`(select r."values"->>${field.id} from external_data_record r
    where r.group_id = ${group.id}::uuid and r.record_id = ${recordId})`;
  // A call that was under way while the type of its field changed may leave a value of the old one: it reads as empty.
  const only = (jsonType: string) => sql`(select case when jsonb_typeof(r."values"->${field.id}) = ${jsonType}
    then r."values"->>${field.id} end from external_data_record r
    where r.group_id = ${group.id}::uuid and r.record_id = ${recordId})`;
  const cast: Record<ExternalDataType, Sql> = {
    boolean: sql`${only("boolean")}::boolean`,
    integer: sql`${only("number")}::numeric`,
    datetime: value,
    string: value,
  };
  return {
    path: `external.${group.key}.${field.key}`,
    label: field.label,
    dataSet: { key: `external.${group.key}`, label: group.label },
    ...kind,
    favorite: field.favorite,
    internal: true,
    sql: cast[field.type],
    // Containment is what the GIN index on values answers.
    equals: (wanted) => sql`${recordId} in (select r.record_id from external_data_record r
      where r.group_id = ${group.id}::uuid and r."values" @> ${JSON.stringify({ [field.id]: wanted })}::jsonb)`,
  };
}
