import { raw, sql, type Sql } from "@/lib/db/sql";
import type { FieldStorage, SqlField, SqlOrder, ValueRows } from "./sql-field";

/** How the values of a field that people define lie in `field_value`. */
export interface StoredField {
  /** Of the field, wherever it is defined; a uuid. */
  id: string;
  storage: Exclude<FieldStorage, "instant" | "texts">;
  /** Compared exactly and not by its beginning: a choice. */
  exact?: boolean;
}

/** What makes conditions on a stored field and lists sorted by it quick. `recordId` is an expression of type uuid, may be null. */
export function valueRows(
  { id, storage, exact = false }: StoredField,
  recordId: Sql,
): Pick<SqlField, "rows" | "order"> {
  const from = sql`from field_value v where v.field_id = ${id}::uuid`;
  const rows: ValueRows = {
    value: comparisons(storage, exact),
    some: (test) => sql`${recordId} in (select v.record_id ${from} and ${test})`,
    none: (test) => sql`not exists (select 1 ${from} and v.record_id = ${recordId} and ${test})`,
    ...(storage === "iso" && {
      ends: sql`select min(v.iso) as first, max(v.iso) as last ${from} and v.iso is not null`,
    }),
  };
  return { rows, order: (alias) => orderOf(id, storage, recordId, alias) };
}

/** The value itself, for what does not have it at hand elsewhere. */
export function storedValue({ id, storage }: StoredField, recordId: Sql): Pick<SqlField, "sql" | "joined"> {
  const { sql: value } = comparisons(storage, false);
  const rowOf = (alias: Sql) =>
    sql`field_value ${alias} on ${alias}.field_id = ${id}::uuid and ${alias}.record_id = ${recordId}`;
  return {
    sql: sql`(select ${value} from field_value v where v.field_id = ${id}::uuid and v.record_id = ${recordId})`,
    joined: (alias) => {
      // Said as the indexes say it, so that a million values are read from one of them alone.
      const short = sql`${rowOf(alias)} and coalesce(octet_length(${alias}.text), 0) <= 1000`;
      if (storage === "boolean") return { sql: sql`(${alias}.number = 1)`, join: short };
      if (storage !== "text") return { sql: sql`${alias}.${raw(storage)}`, join: short };
      const long = sql`${alias}_long`;
      return {
        sql: sql`coalesce(${alias}.text, ${long}.text)`,
        join: sql`${short} left join ${rowOf(long)} and coalesce(octet_length(${long}.text), 0) > 1000`,
      };
    },
  };
}

/** As the indexes of `field_value` know the value. Its triggers see to it that a row has the column of its field's type. */
function comparisons(storage: StoredField["storage"], exact: boolean): ValueRows["value"] {
  if (storage === "number") return { sql: sql`v.number` };
  if (storage === "iso") return { sql: sql`v.iso` };
  if (storage === "boolean")
    return { sql: sql`(v.number = 1)`, equals: (wanted) => sql`v.number = ${wanted ? 1 : 0}::numeric` };
  return {
    sql: sql`v.text`,
    ...(exact ? { equals: (wanted) => sql`(${isFolded(String(wanted))} and v.text = ${wanted})` } : {}),
    equalsFolded: isFolded,
    like: (pattern) =>
      sql`((length(v.text) <= 1000 and lower(v.text) like ${pattern}) or (length(v.text) > 1000 and lower(v.text) like ${pattern}))`,
  };
}

// Texts may be longer than an index takes; a beginning that is shorter is the whole text.
function isFolded(text: string): Sql {
  const begins = sql`left(lower(v.text), 200) = left(lower(${text}::text), 200)`;
  return text.length < 100 ? begins : sql`(${begins} and lower(v.text) = lower(${text}::text))`;
}

function orderOf(id: string, storage: StoredField["storage"], recordId: Sql, o: Sql): SqlOrder {
  const column = { boolean: sql`${o}.number`, number: sql`${o}.number`, iso: sql`${o}.iso`, text: sql`${o}.text` }[
    storage
  ];
  return {
    storage: storage === "boolean" ? "number" : storage,
    sql: storage === "text" ? sql`left(${column}, 200)` : column,
    id: sql`${o}.record_id`,
    join: sql`field_value ${o} on ${o}.field_id = ${id}::uuid and ${o}.record_id = ${recordId} and ${column} is not null`,
  };
}
