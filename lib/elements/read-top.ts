import { empty, raw, sql, type Sql } from "@/lib/db/sql";
import { addOthers, type Cell } from "./add-others";
import type { GroupColumn } from "./group-column";
import { otherKey } from "./group-value";
import { readCells, type Summary } from "./read-cells";

/** Combinations that are added up here. */
const mostAdded = 50_000;

/**
 * At most `most` combinations, the first ones in the order. Of a group that asks for a top only the values with the most of the first
 * measure, the others as one: where parts add up that is done here; an average or the number of distinct values of the others has to be
 * asked for.
 */
export async function readTop(
  summary: Summary,
  groups: readonly GroupColumn[],
  { most, order }: { most: number; order: readonly Sql[] },
): Promise<Cell[]> {
  const tops = groups.map(({ top }) => top);
  if (tops.some((top) => top !== null) && summary.measures.every(({ isAdditive }) => isAdditive)) {
    const all = await readCells(summary, { groups, most: mostAdded + 1 });
    const added = all.length <= mostAdded ? addOthers(tops, all) : null;
    if (added && added.length <= most) return added;
  }
  return readCells(summary, { groups: await topColumns(summary, groups), most, order });
}

/** The groups, those that ask for a top with the values beyond it as one. */
export async function topColumns(summary: Summary, groups: readonly GroupColumn[]): Promise<GroupColumn[]> {
  return Promise.all(groups.map((group) => withOther(summary, group)));
}

const mostFirst = [sql`${raw("value_0")} desc nulls last`, sql`${raw("name_0")} collate "C"`];

async function withOther(summary: Summary, group: GroupColumn): Promise<GroupColumn> {
  const { top } = group;
  if (top === null) return group;
  const first = { ...summary, measures: summary.measures.slice(0, 1) };
  const found = await readCells(first, { groups: [group], most: top + 1, order: mostFirst });
  if (found.length <= top) return group;
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
