import { toSql } from "@/lib/conditions/sql";
import type { ConditionContext } from "@/lib/conditions/day-span";
import type { Condition } from "@/lib/conditions/schema";
import type { Db } from "@/lib/db/client";
import { join, sql, type Sql } from "@/lib/db/sql";
import type { FieldInfo, FieldValue, FieldValues } from "@/lib/fields/field";
import type { SqlField } from "@/lib/fields/sql-field";
import type { Records } from "./source";

/** When and for whom a condition is asked, in the zone of the source. */
export function contextOf(source: Records, by?: { username: string | null }): ConditionContext {
  return { now: new Date().toISOString(), zone: source.zone, weekStart: 1, me: by?.username ?? undefined };
}

/** The rows of the source that the condition lets through. */
export function whereOf(source: Records, condition: Condition, context: ConditionContext): Sql {
  return sql`${source.where} and ${toSql(condition, source.catalog.byPath, context)}`;
}

/** Is this record in the source, and does it match? Judged now, by one indexed look-up. */
export async function recordMatches(
  db: Db,
  source: Records,
  condition: Condition,
  id: string,
  context: ConditionContext = contextOf(source),
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(
    sql`select 1 ${source.from} where ${source.id} = ${id}::uuid and ${whereOf(source, condition, context)} limit 1`,
  );
  return rows.length > 0;
}

/**
 * The values of these fields of these records, in one query; a record that is gone or outside the source is absent. Paths the source
 * does not know are left out. A choice is its value, as conditions compare it.
 */
export async function readRecords(
  db: Db,
  source: Records,
  paths: readonly string[],
  ids: readonly string[],
): Promise<Map<string, FieldValues>> {
  if (ids.length === 0) return new Map();
  const fields = fieldsOf(source, paths);
  const rows = await db.$queryRaw<ValueRow[]>(
    sql`select ${source.id}::text as id, ${valuesOf(fields)} as "values" ${source.from}
      where ${source.id} = any(${[...ids]}::uuid[]) and ${source.where}`,
  );
  return new Map(rows.map((row) => [row.id, readValues(fields, row.values)]));
}

/** The same for dynamic tags: a choice is the label that people read ("Critical"). */
export async function readTagValues(db: Db, source: Records, paths: readonly string[], ids: readonly string[]) {
  const records = await readRecords(db, source, paths, ids);
  return new Map(
    [...records].map(([id, values]): [string, FieldValues] => [
      id,
      Object.fromEntries(
        Object.entries(values).map(([path, value]) => [path, spoken(source.catalog.find(path), value)]),
      ),
    ]),
  );
}

interface ValueRow {
  id: string;
  values: unknown[];
}

export function fieldsOf(source: Records, paths: readonly string[]): SqlField[] {
  return [...new Set(paths)].flatMap((path) => source.catalog.find(path) ?? []);
}

/** All values as one JSON array: one column however many fields, and no driver type gets in between. */
export function valuesOf(fields: readonly SqlField[]): Sql {
  if (fields.length === 0) return sql`'[]'::jsonb`;
  // Function calls take at most 100 arguments.
  const chunks = Array.from({ length: Math.ceil(fields.length / 90) }, (_, n) => fields.slice(n * 90, (n + 1) * 90));
  return join(
    chunks.map((chunk) => sql`jsonb_build_array(${join(chunk.map(valueOf))})`),
    " || ",
  );
}

export function readValues(fields: readonly FieldInfo[], values: readonly unknown[]): FieldValues {
  return Object.fromEntries(fields.map((field, n) => [field.path, normal(values[n])]));
}

function valueOf(field: SqlField): Sql {
  return field.storage === "instant"
    ? sql`to_char(${field.sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql`(${field.sql})`;
}

function normal(value: unknown): FieldValue {
  if (value === undefined || value === null || value === "") return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return JSON.stringify(value);
}

function spoken(field: FieldInfo | null, value: FieldValue): FieldValue {
  if (field?.type !== "choice" || value === null) return value;
  return field.options?.find((option) => option.value === value)?.label ?? value;
}
