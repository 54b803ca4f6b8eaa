import type { GroupHead, GroupValue, SummaryRow } from "./data";
import type { ElementDefinition } from "./schema";

/**
 * Rows in the order in which they are read: dates and ranges forwards, options as their field lists them, everything else by the first
 * measure, the most first; or as the element says. What is missing and "Other" come last.
 */
export function inOrder(
  { sort, groups }: Pick<ElementDefinition, "sort" | "groups">,
  heads: readonly GroupHead[],
  rows: readonly SummaryRow[],
): SummaryRow[] {
  const ranks = heads.map((head, n) =>
    ranksOf(head, n, rows, n === 0 ? sort[0] : undefined, groups[n]?.top !== undefined),
  );
  return rows.toSorted((a, b) => {
    for (const [n, rank] of ranks.entries()) {
      const difference = rank(a.groups[n]) - rank(b.groups[n]);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

type Rank = (value: GroupValue | undefined) => number;
type Sort = ElementDefinition["sort"][number];

function ranksOf(
  head: GroupHead,
  n: number,
  rows: readonly SummaryRow[],
  sort: Sort | undefined,
  isTop: boolean,
): Rank {
  const sums = new Map<string, { value: GroupValue; sum: number }>();
  const { byName, isDown, measure } = sortOf(head, sort, isTop);
  for (const { groups, values } of rows) {
    const value = groups[n];
    if (!value) continue;
    const key = identity(value);
    const known = sums.get(key) ?? { value, sum: 0 };
    sums.set(key, { value, sum: known.sum + sortable(values[measure]) });
  }
  const way = isDown ? -1 : 1;
  const ordered = [...sums.values()].sort(
    (a, b) =>
      last(a.value) - last(b.value) ||
      (byName ? way * natural(head, a.value, b.value) : way * (a.sum - b.sum) || natural(head, a.value, b.value)),
  );
  const places = new Map(ordered.map(({ value }, place) => [identity(value), place]));
  return (value) => (value ? (places.get(identity(value)) ?? 0) : 0);
}

/** What the values of a group are sorted by: their own order, or a measure. */
export function sortOf(
  head: GroupHead,
  sort: Sort | undefined,
  isTop: boolean,
): { byName: boolean; isDown: boolean; measure: number } {
  const byName = sort ? sort.path === "group" : isOrdered(head) || (!isTop && head.field.options !== undefined);
  return {
    byName,
    isDown: (sort?.dir ?? (byName ? "asc" : "desc")) === "desc",
    measure: Number(/^measure:(\d+)$/.exec(sort?.path ?? "")?.[1] ?? 0),
  };
}

function identity({ kind, key }: GroupValue): string {
  return `${kind} ${key}`;
}

/** A date counts by its moment. */
function sortable(value: SummaryRow["values"][number] | undefined): number {
  if (value === null || value === undefined) return 0;
  const number = Number(value);
  return Number.isNaN(number) ? Date.parse(String(value)) : number;
}

const lastKinds = { value: 0, missing: 1, other: 2 } as const;

function last({ kind }: GroupValue): number {
  return lastKinds[kind];
}

function isOrdered({ bucket, edges, field }: GroupHead): boolean {
  return bucket !== undefined || edges !== undefined || field.type === "number";
}

const names = new Intl.Collator("und", { numeric: true });

function natural({ edges, bucket, field }: GroupHead, a: GroupValue, b: GroupValue): number {
  if (bucket) return a.key < b.key ? -1 : Number(a.key > b.key);
  // The range below the first edge has no lower one.
  if (edges) return lower(a) - lower(b);
  if (field.type === "number") return Number(a.key) - Number(b.key);
  const { options } = field;
  if (!options) return names.compare(a.text, b.text);
  const place = ({ key }: GroupValue) => options.findIndex(({ value }) => value === key);
  return place(a) - place(b);
}

function lower({ key }: GroupValue): number {
  return key === "" ? -Infinity : Number(key);
}
