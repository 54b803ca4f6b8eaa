import type { SummaryValue } from "./data";
import { otherKey } from "./group-value";

/** One combination of the groups' values, as PostgreSQL gives it. */
export interface Cell {
  keys: (string | null)[];
  values: SummaryValue[];
}

/**
 * The values of each group with the most of the first measure as they are, the others as one. Null where a value is no whole number that a
 * double holds: then adding up here could differ from what PostgreSQL says.
 */
export function addOthers(tops: readonly (number | null)[], cells: readonly Cell[]): Cell[] | null {
  if (!cells.every(({ values }) => values.every((value) => value === null || Number.isSafeInteger(value)))) return null;
  const kept = tops.map((top, n) => (top === null ? null : topKeys(cells, n, top)));
  const added = new Map<string, Cell>();
  for (const { keys, values } of cells) {
    const shown = keys.map((key, n) => (kept[n]?.has(key) === false ? otherKey : key));
    const name = JSON.stringify(shown);
    const known = added.get(name);
    added.set(name, { keys: shown, values: known ? known.values.map((value, n) => plus(value, values[n])) : values });
  }
  return [...added.values()];
}

function topKeys(cells: readonly Cell[], n: number, top: number): Set<string | null> {
  const sums = new Map<string | null, SummaryValue>();
  for (const { keys, values } of cells) {
    const key = keys[n] ?? null;
    sums.set(key, plus(sums.get(key) ?? null, values[0]));
  }
  return new Set(
    [...sums]
      .sort(byMost)
      .slice(0, top)
      .map(([key]) => key),
  );
}

/** As PostgreSQL chooses them where there are too many to be added up here: without a value last, of as much without a name. */
function byMost([a, one]: [string | null, SummaryValue], [b, other]: [string | null, SummaryValue]): number {
  if (one !== other) return one === null ? 1 : other === null ? -1 : Number(other) - Number(one);
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function plus(one: SummaryValue, other: SummaryValue | undefined): SummaryValue {
  if (one === null || other === null || other === undefined) return one ?? other ?? null;
  return Number(one) + Number(other);
}
