import type { Sql } from "@/lib/db/sql";
import type { FieldType } from "@/lib/fields/field";
import type { SqlField } from "@/lib/fields/sql-field";
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
  };
}
