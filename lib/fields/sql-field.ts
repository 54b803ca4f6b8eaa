import type { Sql } from "@/lib/db/sql";
import type { FieldInfo } from "./field";

/**
 * How the value lies in Postgres, which decides how it is compared:
 * `text`, `number` (any numeric), `boolean`, `instant` (timestamptz), `iso` (text holding an ISO instant or day, as external data does),
 * `texts` (text[]).
 */
export type FieldStorage = "text" | "number" | "boolean" | "instant" | "iso" | "texts";

/** A field that can be read, compared and sorted in SQL, inside the FROM of the source that offers it. */
export interface SqlField extends FieldInfo {
  storage: FieldStorage;
  /** An expression of the storage's type. */
  sql: Sql;
  /**
   * A quicker way to say "equals this value" where an index offers one. Same meaning as
   * `sql = value`; used for numbers, booleans and choices.
   */
  equals?: (value: string | number | boolean) => Sql;
  /**
   * The same for texts, which people compare without regard to case: same meaning as `lower(sql) = folded`. The value comes NFC and
   * lower-cased; offer it only where an index answers it.
   */
  equalsFolded?: (folded: string) => Sql;
  /** A quicker way to say `lower(sql) like pattern`; the pattern comes lower-cased. */
  like?: (pattern: Sql) => Sql;
  /** `lower(sql)` in the spelling that an index knows, where it differs: a column that is lower-case already. */
  folded?: Sql;
  /** Never null: sorting needs no thought of empty values. */
  required?: boolean;
  /**
   * By what it is sorted where its own expression would mislead (`BUG-10` comes after `BUG-2`) or no index knows it. `alias` is a name that
   * nothing else in the statement has.
   */
  order?: (alias: Sql) => SqlOrder;
  /** Where the values lie in rows of their own, one for each record that has a value. */
  rows?: ValueRows;
  /** `sql` by a join from the left, for whoever reads it of very many records. */
  joined?: (alias: Sql) => { sql: Sql; join: Sql };
  /** Where it lies together with other fields. */
  record?: SqlRecord;
  /** Of a list: each of its entries in a row of its own, by a join. */
  entries?: (alias: Sql) => { sql: Sql; join: Sql };
  /** False where sorting would mislead (lists). Default true. */
  sortable?: boolean;
}

/** A row that holds several fields of a record. */
export interface SqlRecord {
  /** Fields with the same lie in the same row. */
  key: string;
  sql: (alias: Sql) => Sql;
  /** What comes after the word `join`. */
  join: (alias: Sql) => Sql;
}

export interface SqlOrder {
  storage: FieldStorage;
  sql: Sql;
  /** What `sql` needs in the FROM besides what is there: what comes after the word `join`. Records without a value have no row of it. */
  join?: Sql;
  /** `sql` says something of those as well. */
  outer?: boolean;
  /** The record's id as the table of `sql` has it: an index over both finds a page far behind as quickly as the first. */
  id?: Sql;
}

/** Conditions asked of the rows can use their indexes, where the same asked of each record in turn could not. */
export interface ValueRows {
  /** The value as a row has it, to be compared like a field; never null. */
  value: Pick<SqlField, "sql" | "equals" | "equalsFolded" | "like">;
  /** The record has a row for which this holds. */
  some: (test: Sql) => Sql;
  /** It has none. Never null either. */
  none: (test: Sql) => Sql;
  /** The value of a record without a row, where that is not empty: nobody's tickets are none. */
  absent?: number;
  /** The record has a row at all, asked of it alone; never null. With it every row's value is a count, at least 1. */
  any?: Sql;
  /** Of the latest of several instants: the record has one that is not before this one, an ISO instant; never null. */
  since?: (start: string) => Sql;
  /** Of dates: one row with the smallest and the largest text there is in any row, `first` and `last`. */
  ends?: Sql;
}
