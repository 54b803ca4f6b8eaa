import type { GroupHead, GroupValue, SummaryData, SummaryRow } from "./data";
import type { ElementDefinition } from "./schema";

/**
 * Rows in the order in which they are read: dates and ranges forwards, options as their field lists them, everything else by the first
 * measure, the most first; or the first group as the element says, equal ones by the next of its orders. What is missing and "Other" come
 * last.
 */
export function inOrder(
  { sort, groups }: Pick<ElementDefinition, "sort" | "groups">,
  heads: readonly GroupHead[],
  rows: readonly SummaryRow[],
): SummaryRow[] {
  const ranks = heads.map((head, n) =>
    ranksOf(n, rows, ordersOf(head, n === 0 ? sort : [], groups[n]?.top !== undefined), head),
  );
  return rows.toSorted((a, b) => {
    for (const [n, rank] of ranks.entries()) {
      const difference = rank(a.groups[n]) - rank(b.groups[n]);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** The values of one group in the order in which rows have them, also where some rows lack some. Choices as their field lists them. */
export function valuesInOrder({ groups, rows }: Pick<SummaryData, "groups" | "rows">, n: number): GroupValue[] {
  const head = groups[n];
  return head ? ordered(n, rows, ordersOf(head, [], false), head) : [];
}

type Rank = (value: GroupValue | undefined) => number;

interface Order {
  /** Which of the measures; null: the values' own order. */
  measure: number | null;
  isDown: boolean;
}

/** What the values of a group are sorted by, the first first; what is equal in all of them follows the values' own order. */
export function ordersOf(head: GroupHead, sort: ElementDefinition["sort"], isTop: boolean): Order[] {
  const byName = isOrdered(head) || (!isTop && head.field.options !== undefined);
  if (sort.length === 0) return [byName ? { measure: null, isDown: false } : { measure: 0, isDown: true }];
  return sort.map(({ path, dir }) => {
    const [, measure] = /^measure:(\d+)$/.exec(path) ?? [];
    return { measure: measure === undefined ? null : Number(measure), isDown: dir === "desc" };
  });
}

interface Sums {
  value: GroupValue;
  /** Of each measure, over all rows of this value. */
  sums: number[];
}

function ranksOf(n: number, rows: readonly SummaryRow[], orders: readonly Order[], head: GroupHead): Rank {
  const places = new Map(ordered(n, rows, orders, head).map((value, place) => [identity(value), place]));
  return (value) => (value ? (places.get(identity(value)) ?? 0) : 0);
}

function ordered(n: number, rows: readonly SummaryRow[], orders: readonly Order[], head: GroupHead): GroupValue[] {
  const all = new Map<string, Sums>();
  for (const { groups, values } of rows) {
    const value = groups[n];
    if (!value) continue;
    const known = all.get(identity(value))?.sums ?? [];
    all.set(identity(value), { value, sums: values.map((each, m) => (known[m] ?? 0) + sortable(each)) });
  }
  const compare = (a: Sums, b: Sums): number => {
    for (const { measure, isDown } of orders) {
      const difference =
        measure === null ? natural(head, a.value, b.value) : (a.sums[measure] ?? 0) - (b.sums[measure] ?? 0);
      if (difference !== 0) return isDown ? -difference : difference;
    }
    return natural(head, a.value, b.value);
  };
  return [...all.values()].sort((a, b) => last(a.value) - last(b.value) || compare(a, b)).map(({ value }) => value);
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
