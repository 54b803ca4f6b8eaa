import { z } from "zod";
import type { TableSort } from "@/lib/conditions/table-state";
import { empty, join, raw, sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { FieldStorage, SqlOrder } from "@/lib/fields/sql-field";
import type { Records } from "./source";

/** One expression of the order. Empty values come last in both directions. */
export interface SortKey {
  path: string;
  dir: "asc" | "desc";
  storage: FieldStorage | "id";
  sql: Sql;
  /** The expression with the collation it is ordered by. */
  ordered: Sql;
  /** What the expression needs in the FROM. */
  join?: Sql;
  outer?: boolean;
  /** The record's id as the table of the expression has it. */
  id?: Sql;
  /** Of the id itself: where else it stands. */
  sameIds?: readonly Sql[];
  /** How a record without a value is found. Null where there is none. */
  missing: Sql | null;
}

/** The order a list has: what was asked, and then the id, which makes it complete. Newest first when nothing was asked. */
export function sortKeys(source: Records, { sort, group }: { sort: readonly TableSort[]; group?: string }): SortKey[] {
  // Days of a grouped list begin with the latest.
  const groupDir = source.catalog.find(group ?? "")?.type === "date" ? ("desc" as const) : ("asc" as const);
  const all = group ? [{ path: group, dir: groupDir }, ...sort.filter(({ path }) => path !== group)] : sort;
  const asked = all.flatMap(({ path, dir }, n): SortKey[] => {
    const field = source.catalog.find(path);
    if (!field || field.sortable === false || all.findIndex((each) => each.path === path) < n) return [];
    const by: SqlOrder = field.order?.(raw(`order_${n}`)) ?? { storage: field.storage, sql: field.sql };
    const missing = field.required ? null : (field.rows?.none(sql`true`) ?? sql`${by.sql} is null`);
    return [{ ...by, path, dir, ordered: collated(by.sql, by.storage), missing }];
  });
  const dir = asked.find(({ path }) => path !== group)?.dir ?? "desc";
  const id = { path: "id", dir, storage: "id", sql: source.id, ordered: source.id, sameIds: source.sameIds } as const;
  return [...asked, { ...id, missing: null }];
}

/** A stretch of the list that one index can walk through. */
export interface ListPart {
  joins: Sql;
  where: Sql[];
  orderBy: Sql[];
  /** What `orderBy` orders by, without directions. */
  orderedBy: Sql[];
  /** Each key as text, for the cursor. */
  position: Sql[];
}

/**
 * The list behind a position (null for its beginning) in at most two parts: the records that have a value of the first key, and then those
 * that have none. Asked together, as "nulls last", no index of PostgreSQL's could give the order in both directions.
 */
export function partsOf(
  source: Records,
  keys: readonly SortKey[],
  position: readonly (string | null)[] | null,
): ListPart[] {
  const [first, ...others] = keys;
  if (!first) return [];
  const parts: ListPart[] = [];
  if (position === null || position[0] !== null) {
    const joins = first.join && !first.outer ? [sql`join ${first.join}`, ...leftJoins(others)] : leftJoins(keys);
    const present = first.missing && !first.join ? [sql`${first.ordered} is not null`] : [];
    const behind = position ? [after(first, others, position)] : [];
    // The first is never null here; said all the same, the index would not be recognised when it is read backwards.
    const orderBy = [inOrder({ ...first, missing: null }), ...others.map(inOrder)];
    parts.push({
      joins: join([empty, ...joins], " "),
      where: [...present, ...behind],
      orderBy,
      orderedBy: keys.map(orderedBy),
      position: keys.map(asText),
    });
  }
  if (first.missing) {
    const behind = position?.[0] === null ? [afterAny(others, position.slice(1))] : [];
    parts.push({
      joins: join([empty, ...leftJoins(others)], " "),
      where: [first.missing, ...behind],
      orderBy: others.map(inOrder),
      orderedBy: others.map(orderedBy),
      position: [sql`null`, ...others.map(asText)],
    });
  }
  return parts;
}

function leftJoins(keys: readonly SortKey[]): Sql[] {
  return keys.flatMap((key) => (key.join ? [sql`left join ${key.join}`] : []));
}

function inOrder({ ordered, dir, missing }: SortKey): Sql {
  return missing ? sql`${ordered} ${raw(dir)} nulls last` : sql`${ordered} ${raw(dir)}`;
}

function asText(key: SortKey): Sql {
  return sql`(${key.sql})::text`;
}

/** The rows behind a position whose first key has a value. */
function after(first: SortKey, others: readonly SortKey[], position: readonly (string | null)[]): Sql {
  const [next] = others;
  if (!next) return behind(first, position[0] ?? "");
  const value = typed(position[0] ?? "", first.storage);
  const beyond = raw(first.dir === "desc" ? "<" : ">");
  if (others.every(({ dir, missing }) => dir === first.dir && missing === null)) {
    // As one comparison of rows, which an index over all keys answers at once.
    const ordered =
      next.storage === "id" ? [first.ordered, first.id ?? next.ordered] : [first, ...others].map(orderedBy);
    const values = [value, ...others.map((key, n) => typed(position[n + 1] ?? "", key.storage))];
    return sql`(${join(ordered)}) ${beyond} (${join(values)})`;
  }
  const rest = afterAny(others, position.slice(1));
  return sql`(${first.ordered} ${beyond}= ${value} and (${first.ordered} ${beyond} ${value} or ${rest}))`;
}

function orderedBy({ ordered }: SortKey): Sql {
  return ordered;
}

/** The same where keys may be null, which come last. */
function afterAny(keys: readonly SortKey[], position: readonly (string | null)[]): Sql {
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
    throw ofAnotherList();
  }
  return parsed.data[1];
}

export function ofAnotherList(): AppError {
  return new AppError("bad_request", "This page belongs to another list. Go back to its first page.");
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
  const sign = raw(key.dir === "desc" ? "<" : ">");
  const places = [key.ordered, ...(key.sameIds ?? [])];
  const beyond = join(
    places.map((place) => sql`${place} ${sign} ${typed(value, key.storage)}`),
    " and ",
  );
  return key.missing ? sql`(${beyond} or ${key.sql} is null)` : beyond;
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
