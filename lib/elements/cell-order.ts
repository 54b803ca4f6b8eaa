import { raw, sql, type Sql } from "@/lib/db/sql";
import type { GroupColumn } from "./group-column";
import { otherKey } from "./group-value";
import type { MeasureColumn } from "./measure-column";
import type { ElementDefinition } from "./schema";
import { ordersOf } from "./summary-order";

/**
 * The order of `inOrder` as PostgreSQL says it, for summaries that are too long to be sorted here, over cells with `name_<n>` and
 * `value_<n>`.
 */
export function cellOrder(
  { sort, groups: asked }: Pick<ElementDefinition, "sort" | "groups">,
  groups: readonly GroupColumn[],
  measures: readonly MeasureColumn[],
): Sql[] {
  return groups.flatMap(({ head }, n) => {
    const name = raw(`name_${n}`);
    const orders = ordersOf(head, n === 0 ? sort : [], asked[n]?.top !== undefined);
    const last = sql`case when ${name} is null then 1 when ${name} = ${otherKey} then 2 else 0 end`;
    const natural = naturalOrder(head, name);
    const chosen = orders.flatMap(({ measure, isDown }) => {
      if (measure === null) return inWay(natural, isDown);
      const column = measures[measure];
      return column ? inWay(sumOf(column, measure, groups.length > 1 ? name : null), isDown) : [];
    });
    return [last, ...chosen, natural, sql`${name} collate "C"`];
  });
}

function inWay(key: Sql, isDown: boolean): Sql {
  return isDown ? sql`${key} desc` : key;
}

/** Of a single group each value stands in one cell, which is its sum. */
function sumOf({ head }: MeasureColumn, n: number, within: Sql | null): Sql {
  const value = raw(`value_${n}`);
  const number = sql`coalesce(${head.type === "date" ? sql`extract(epoch from (${value})::timestamp)` : value}, 0)`;
  return within ? sql`sum(${number}) over (partition by ${within})` : number;
}

function naturalOrder({ bucket, edges, field: { type, options } }: GroupColumn["head"], name: Sql): Sql {
  if (bucket) return sql`${name} collate "C"`;
  // What is no number stands at the end anyway.
  if (edges || type === "number") return sql`nullif(${name}, ${otherKey})::numeric`;
  if (!options) return sql`${name} collate natural_order`;
  return sql`coalesce(array_position(${options.map(({ value }) => value)}::text[], ${name}), 0)`;
}
