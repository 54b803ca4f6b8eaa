import { empty, raw, sql, type Sql } from "@/lib/db/sql";
import { addOthers, type Cell } from "./add-others";
import type { GroupColumn } from "./group-column";
import { otherKey } from "./group-value";
import { readCells, type Summary } from "./read-cells";

/**
 * At most `most` combinations, the first ones in the order. Of a group that asks for a top only the values with the most of the first
 * measure, the others as one: where parts add up that is done here; an average or the number of distinct values of the others has to be
 * asked for, and so are they when there are more than `mostAdded` combinations.
 */
export async function readTop(
  summary: Summary,
  groups: readonly GroupColumn[],
  { most, order, mostAdded = 50_000 }: { most: number; order: readonly Sql[]; mostAdded?: number },
): Promise<Cell[]> {
  const tops = groups.map(({ top }) => top);
  if (tops.some((top) => top !== null) && summary.measures.every(({ isAdditive }) => isAdditive)) {
    const [group, ...further] = groups;
    const alone = further.length === 0 ? group : undefined;
    const enough = Math.max(mostAdded, ...tops.map((top) => top ?? 0)) + 1;
    const all = await readCells(summary, { groups, most: enough, ...(alone && { order: mostFirst }) });
    const added = all.length <= mostAdded ? addOthers(tops, all) : null;
    if (added && added.length <= most) return added;
    // The first of them are known already.
    if (alone) return readCells(summary, { groups: [keepFirst(alone, all)], most, order });
  }
  return readCells(summary, { groups: await topColumns(summary, groups), most, order });
}

/** The groups, those that ask for a top with the values beyond it as one. */
export async function topColumns(summary: Summary, groups: readonly GroupColumn[]): Promise<GroupColumn[]> {
  return Promise.all(groups.map((group) => withOther(summary, group)));
}

const mostFirst = [sql`${raw("value_0")} desc nulls last`, sql`${raw("name_0")} collate "C"`];

async function withOther(summary: Summary, group: GroupColumn): Promise<GroupColumn> {
  if (group.top === null) return group;
  const first = { ...summary, measures: summary.measures.slice(0, 1) };
  return keepFirst(group, await readCells(first, { groups: [group], most: group.top + 1, order: mostFirst }));
}

/** @param found cells of the group alone, `mostFirst`; at least one more than are kept, if there is one */
function keepFirst(group: GroupColumn, found: readonly Cell[]): GroupColumn {
  const { top } = group;
  if (top === null || found.length <= top) return group;
  const kept = found.slice(0, top).map(({ keys }) => keys[0] ?? null);
  const text = group.asText(group.value);
  const isKept = sql`(${text}) = any(${kept.filter((key) => key !== null)}::text[])`;
  const missing = kept.includes(null) ? sql`when (${text}) is null then null` : empty;
  return {
    ...group,
    value: sql`case ${missing} when ${isKept} then (${text}) else ${otherKey} end`,
    asText: (value) => value,
  };
}
