import type { ConditionContext } from "@/lib/conditions/day-span";
import type { Condition } from "@/lib/conditions/schema";
import type { TableSort } from "@/lib/conditions/table-state";
import { ask, isDataException } from "@/lib/db/ask";
import { empty, join, sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { FieldValues } from "@/lib/fields/field";
import type { SqlField } from "@/lib/fields/sql-field";
import { ofAnotherList, partsOf, readCursor, sortKeys, writeCursor } from "./keyset";
import { contextOf, fieldsOf, readValues, valuesOf, whereOf } from "./read";
import type { Records } from "./source";

export interface ListQuestion {
  condition: Condition;
  search?: string;
  /** Field paths, at most 100. */
  columns: readonly string[];
  sort: readonly TableSort[];
  /** Path of the field whose values come together, before the order of `sort`. */
  group?: string;
  cursor?: string;
  /** 1 to 200. */
  limit: number;
  context?: ConditionContext;
}

export interface ListRow {
  id: string;
  label: string;
  values: FieldValues;
}

export interface ListPage {
  rows: ListRow[];
  /** Where the next page begins, null on the last. */
  next: string | null;
}

/**
 * One page, in the order of `sort` and then of the id, found by the last row before it and not by counting.
 * @throws AppError `invalid` for a condition on a field that is gone, `bad_request` for a cursor of another question.
 */
export async function listRecords(source: Records, question: ListQuestion): Promise<ListPage> {
  const fields = fieldsOf(source, question.columns);
  const keys = sortKeys(source, question);
  const position = question.cursor === undefined ? null : readCursor(question.cursor, keys);
  const rows: Row[] = [];
  for (const part of partsOf(source, keys, position)) {
    const wanted = question.limit + 1 - rows.length;
    if (wanted === 0) break;
    const statement = sql`
      select ${source.id}::text as id, ${source.label} as label, ${valuesOf(fields)} as "values",
        jsonb_build_array(${join(part.position)}) as position
      ${source.from} ${part.joins} where ${join([asked(source, question), ...part.where], " and ")}
      order by ${join(part.orderBy)} limit ${wanted}`;
    rows.push(...(await ask<Row>(statement).catch(orOfAnotherList(question))));
  }
  const page = rows.slice(0, question.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({ id: row.id, label: row.label, values: readValues(fields, row.values) })),
    next: rows.length > page.length && last ? writeCursor(keys, last.position) : null,
  };
}

/** The position in an address is anybody's to write; what no record can hold is no position. */
function orOfAnotherList({ cursor }: ListQuestion): (error: unknown) => never {
  return (error) => {
    throw cursor !== undefined && isDataException(error) ? ofAnotherList() : error;
  };
}

interface Row {
  id: string;
  label: string;
  values: unknown[];
  position: (string | null)[];
}

export interface Count {
  count: number;
  /** False when counting stopped at `count`: there are more. */
  exact: boolean;
}

/** Up to here counting is cheap whatever is asked. */
export const cheapCount = 10_000;

/** How many match, exactly up to `most` and then only that there are more. Null counts them all, however many. */
export async function countRecords(
  source: Records,
  question: Pick<ListQuestion, "condition" | "search" | "context">,
  most: number | null = cheapCount,
): Promise<Count> {
  const end = most === null ? empty : sql`limit ${most + 1}`;
  const [row] = await ask<{ count: number }>(
    sql`select count(*)::int as count from (select 1 ${source.from} where ${asked(source, question)} ${end}) as counted`,
  );
  const count = row?.count ?? 0;
  return most === null ? { count, exact: true } : { count: Math.min(count, most), exact: count <= most };
}

/** The whole question of a list as SQL: the source, the condition and the search box. */
export function asked(source: Records, question: Pick<ListQuestion, "condition" | "search" | "context">): Sql {
  const where = whereOf(source, question.condition, question.context ?? contextOf(source));
  const search = question.search?.normalize("NFC").trim();
  return search ? sql`${where} and ${searched(source, search)}` : where;
}

function searched(source: Records, text: string): Sql {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const fields = fieldsOf(source, source.searched);
  if (fields.length === 0) throw new AppError("invalid", "This list cannot be searched.");
  return sql`(${join(
    fields.map((field: SqlField) => sql`${field.folded ?? sql`lower(${field.sql})`} like ${pattern}`),
    " or ",
  )})`;
}
