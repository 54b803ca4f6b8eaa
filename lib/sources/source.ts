import type { Scope } from "@/lib/auth/actor";
import { fieldPaths } from "@/lib/conditions/paths";
import type { Condition } from "@/lib/conditions/schema";
import type { Sql } from "@/lib/db/sql";
import type { FieldCatalog } from "@/lib/fields/catalog";
import type { SqlField } from "@/lib/fields/sql-field";

/** What can be listed: the users of a scope, or the tickets of one feedback type. */
export type SourceRef = { kind: "users"; projectId: string | null } | { kind: "feedback"; typeId: string };

/** Everything a question needs to know about a kind of record. */
export interface Records {
  scope: Scope;
  /** The zone of "today". */
  zone: string;
  catalog: FieldCatalog<SqlField>;
  /** `from …` with its joins: one row per record. */
  from: Sql;
  /** Which of those rows belong to the source. */
  where: Sql;
  /** The record's id, uuid. */
  id: Sql;
  /** The same id in other tables of the FROM: PostgreSQL does not conclude from one that is small that the other is. */
  sameIds?: readonly Sql[];
  /** Whatever table a field of it comes from is joined by the id of its records. */
  joinsById?: true;
  /** How people call the record: username, display id. */
  label: Sql;
  /** What the search box looks at: paths of texts, first the one that people call the record by. */
  searched: readonly string[];
}

/** Records that lists, filters, views and macros are about. */
export interface Source extends Records {
  ref: SourceRef;
  target: "user" | "feedback";
}

/** Whether all records are asked for, and all tables side by side: few of many are better found one by one. */
export function isOfAll(
  { joinsById }: Records,
  { condition, search = "", limit = null }: { condition: Condition; search?: string; limit?: number | null },
): boolean {
  return joinsById === true && fieldPaths(condition).length === 0 && search === "" && limit === null;
}

/** The value of `SavedFilter.source` and `SavedView.source`. */
export function sourceKey(ref: SourceRef): string {
  return ref.kind === "users" ? "users" : `feedback:${ref.typeId}`;
}
