import { bucketsBetween } from "./buckets";
import type { GroupHead, MeasureHead, SummaryRow, SummaryValue } from "./data";
import { groupValue } from "./group-value";

/** A longer stretch of time is not filled: nobody could read it. */
const mostBuckets = 1_000;

/** Days, weeks and months on which nothing was, between the first and the last on which something was. */
export function fillGaps(
  heads: readonly GroupHead[],
  measures: readonly MeasureHead[],
  rows: readonly SummaryRow[],
): SummaryRow[] {
  const at = heads.findIndex(({ bucket }) => bucket);
  const head = heads[at];
  if (!head?.bucket) return [...rows];
  const days = new Set(rows.flatMap(({ groups }) => (groups[at]?.kind === "value" ? [groups[at].key] : [])));
  const [first, last] = [[...days].reduce(earlier, ""), [...days].reduce(later, "")];
  const some = rows[0];
  if (!some || first === "") return [...rows];
  const missing = (bucketsBetween(head.bucket, first, last, mostBuckets) ?? []).filter((day) => !days.has(day));
  const nothing = measures.map(({ kind }): SummaryValue => (kindsOfNothing.has(kind) ? 0 : null));
  return [...rows, ...missing.map((day) => ({ groups: some.groups.with(at, groupValue(head, day)), values: nothing }))];
}

/** Of no records there are none, but they have no average. */
const kindsOfNothing: ReadonlySet<string> = new Set(["count", "distinct", "sum", "share"]);

function earlier(one: string, other: string): string {
  return one === "" || other < one ? other : one;
}

function later(one: string, other: string): string {
  return other > one ? other : one;
}
