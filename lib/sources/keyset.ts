import { z } from "zod";
import type { TableSort } from "@/lib/conditions/table-state";
import { join, sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { FieldStorage } from "@/lib/fields/sql-field";
import type { Source } from "./source";

/** One expression of the order. Empty values come last in both directions. */
export interface SortKey {
  path: string;
  dir: "asc" | "desc";
  storage: FieldStorage | "id";
  sql: Sql;
  /** The expression with the collation it is ordered by. */
  ordered: Sql;
}

/** The order a list has: what was asked, and then the id, which makes it complete. Newest first when nothing was asked. */
export function sortKeys(source: Source, sort: readonly TableSort[]): SortKey[] {
  const asked = sort.flatMap(({ path, dir }): SortKey[] => {
    const field = source.catalog.find(path);
    if (!field || field.sortable === false) return [];
    const by = field.order ?? field;
    return [{ path, dir, storage: by.storage, sql: by.sql, ordered: collated(by.sql, by.storage) }];
  });
  const dir = asked[0]?.dir ?? "desc";
  return [...asked, { path: "id", dir, storage: "id", sql: source.id, ordered: source.id }];
}

/** The rows behind the given position. */
export function after(keys: readonly SortKey[], position: readonly (string | null)[]): Sql {
  const steps = keys.map((key, n) => {
    const equal = keys.slice(0, n).map((earlier, m) => same(earlier, position[m] ?? null));
    const beyond = behind(key, position[n] ?? null);
    return sql`(${join([...equal, beyond], " and ")})`;
  });
  return sql`(${join(steps, " or ")})`;
}

/** Opaque outside this file; names its order, so that a cursor of another order is refused instead of misread. */
export function writeCursor(keys: readonly SortKey[], position: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([orderOf(keys), position])).toString("base64url");
}

/** @throws AppError `bad_request` */
export function readCursor(text: string, keys: readonly SortKey[]): (string | null)[] {
  const parsed = cursor.safeParse(decoded(text));
  if (!parsed.success || parsed.data[0] !== orderOf(keys) || parsed.data[1].length !== keys.length) {
    throw new AppError("bad_request", "This page belongs to another list. Go back to its first page.");
  }
  return parsed.data[1];
}

const cursor = z.tuple([z.string(), z.array(z.string().max(4_000).nullable())]);

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    // Anything can stand in an address; the schema refuses what comes of it.
    return null;
  }
}

function orderOf(keys: readonly SortKey[]): string {
  return keys.map((key) => `${key.dir === "desc" ? "-" : ""}${key.path}`).join(",");
}

function same(key: SortKey, value: string | null): Sql {
  return value === null ? sql`${key.sql} is null` : sql`${key.ordered} = ${typed(value, key.storage)}`;
}

function behind(key: SortKey, value: string | null): Sql {
  if (value === null) return sql`false`;
  const beyond =
    key.dir === "desc"
      ? sql`${key.ordered} < ${typed(value, key.storage)}`
      : sql`${key.ordered} > ${typed(value, key.storage)}`;
  return key.storage === "id" ? beyond : sql`(${beyond} or ${key.sql} is null)`;
}

function typed(value: string, storage: SortKey["storage"]): Sql {
  return casts[storage](value);
}

const casts: Record<SortKey["storage"], (value: string) => Sql> = {
  id: (value) => sql`${value}::uuid`,
  text: (value) => sql`${value}::text`,
  iso: (value) => sql`${value}::text`,
  number: (value) => sql`${value}::numeric`,
  boolean: (value) => sql`${value}::boolean`,
  instant: (value) => sql`${value}::timestamptz`,
  texts: (value) => sql`${value}::text`,
};

// ISO dates sort by their bytes; people's texts by the language-neutral ICU order, whatever the database was made with.
function collated(expression: Sql, storage: FieldStorage): Sql {
  if (storage === "text") return sql`(${expression}) collate "und-x-icu"`;
  if (storage === "iso") return sql`(${expression}) collate "C"`;
  return expression;
}
