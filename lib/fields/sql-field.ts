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
   * A quicker way to say "equals this value" where an index offers one (jsonb containment for external data). Same meaning as
   * `sql = value`; used for numbers, booleans and choices.
   */
  equals?: (value: string | number | boolean) => Sql;
  /**
   * The same for texts, which people compare without regard to case: same meaning as `lower(sql) = folded`. The value comes NFC and
   * lower-cased; offer it only where an index answers it.
   */
  equalsFolded?: (folded: string) => Sql;
  /** By what it is sorted where its own text would mislead: `BUG-10` comes after `BUG-2`. */
  order?: { storage: FieldStorage; sql: Sql };
  /** False where sorting would mislead (lists). Default true. */
  sortable?: boolean;
}
