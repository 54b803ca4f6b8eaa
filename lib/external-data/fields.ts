import { raw, sql, type Sql } from "@/lib/db/sql";
import type { FieldType } from "@/lib/fields/field";
import type { FieldStorage, SqlField, SqlOrder } from "@/lib/fields/sql-field";
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

/** Where values of each type lie in `external_data_value`, whose triggers see to it that a row has the column of its field's type. */
const columns: Record<ExternalDataType, Sql> = {
  boolean: sql`v.number`,
  datetime: sql`v.iso`,
  integer: sql`v.number`,
  string: sql`v.text`,
};

function externalField(group: ExternalDataGroup, field: ExternalDataField, recordId: Sql): SqlField {
  const kind = kinds[field.type];
  const column = columns[field.type];
  const value = field.type === "boolean" ? sql`(v.number = 1)` : column;
  const rows = sql`from external_data_value v where v.field_id = ${field.id}::uuid`;
  return {
    path: `external.${group.key}.${field.key}`,
    label: field.label,
    dataSet: { key: `external.${group.key}`, label: group.label },
    ...kind,
    favorite: field.favorite,
    internal: true,
    sql: sql`(select ${value} ${rows} and v.record_id = ${recordId})`,
    order: orderOf(field, recordId),
    rows: {
      value: { sql: value, ...comparisons[field.type] },
      some: (test) => sql`${recordId} in (select v.record_id ${rows} and ${test})`,
      none: (test) => sql`not exists (select 1 ${rows} and v.record_id = ${recordId} and ${test})`,
    },
  };
}

/** As the indexes of `external_data_value` know them. Texts may be longer than an index takes. */
const comparisons: Record<ExternalDataType, Pick<SqlField, "equals" | "equalsFolded" | "like">> = {
  boolean: { equals: (wanted) => sql`v.number = ${wanted ? 1 : 0}::numeric` },
  integer: {},
  datetime: {},
  string: {
    equalsFolded: (folded) =>
      sql`(left(lower(v.text), 200) = left(lower(${folded}::text), 200) and lower(v.text) = lower(${folded}::text))`,
    like: (pattern) =>
      sql`((length(v.text) <= 1000 and lower(v.text) like ${pattern}) or (length(v.text) > 1000 and lower(v.text) like ${pattern}))`,
  },
};

// A name of its own for each field, because a list may be sorted by several.
function orderOf(field: ExternalDataField, recordId: Sql): SqlOrder {
  const o = raw(`order_${field.id.replaceAll("-", "")}`);
  const column = {
    boolean: sql`${o}.number`,
    integer: sql`${o}.number`,
    datetime: sql`${o}.iso`,
    string: sql`${o}.text`,
  }[field.type];
  return {
    storage: field.type === "boolean" ? "number" : kinds[field.type].storage,
    sql: field.type === "string" ? sql`left(${column}, 200)` : column,
    join: sql`join external_data_value ${o} on ${o}.field_id = ${field.id}::uuid and ${o}.record_id = ${recordId} and ${column} is not null`,
  };
}
