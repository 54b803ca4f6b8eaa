import { conditionLimits, type Condition, type ConditionTest } from "@/lib/conditions/schema";
import { lastDayOf } from "./buckets";
import type { GroupHead, GroupValue, SummaryData, SummaryRow } from "./data";
import type { DateBucket } from "./schema";

/**
 * What the records behind one row of a summary have in common, besides what the whole element asks. Null where no filter can say it:
 * "Other" of dates and ranges.
 */
export function drillCondition(data: Pick<SummaryData, "groups" | "rows">, row: SummaryRow): Condition | null {
  const parts = data.groups.map((head, n) => testsOf(head, row.groups[n], () => valuesOf(data, n)));
  const tests: ConditionTest[] = [];
  for (const part of parts) {
    if (part === null) return null;
    tests.push(...part);
  }
  return { match: "all", conditions: tests };
}

type Tests = ConditionTest[] | null;

function testsOf(head: GroupHead, value: GroupValue | undefined, all: () => GroupValue[]): Tests {
  if (!value) return null;
  const field = head.path;
  if (value.kind === "missing") return [{ field, is: "empty" }];
  if (value.kind === "other") return others(head, all());
  if (head.edges) return range(field, head.edges, value.key);
  if (head.bucket) return days(field, head.bucket, value.key);
  switch (head.field.type) {
    case "boolean":
      return [{ field, is: value.key === "true" ? "is_true" : "is_false" }];
    case "number":
      return [{ field, is: "eq", value: Number(value.key) }];
    case "list":
      return [{ field, is: "any_of", value: [value.key] }];
    case "choice":
      return [{ field, is: "is", value: value.key }];
    default:
      // A filter asks for no longer text.
      return value.key.length > conditionLimits.text ? null : [{ field, is: "is", value: value.key }];
  }
}

function others({ path: field, field: { type }, edges }: GroupHead, all: readonly GroupValue[]): Tests {
  if (edges || (type !== "text" && type !== "choice" && type !== "list")) return null;
  const kept = all.flatMap(({ kind, key }) => (kind === "value" ? [key] : []));
  const isShown = all.some(({ kind }) => kind === "missing");
  const present: ConditionTest[] = isShown ? [{ field, is: "not_empty" }] : [];
  return kept.length > 0 ? [{ field, is: "none_of", value: kept }, ...present] : present;
}

function valuesOf({ rows }: Pick<SummaryData, "rows">, n: number): GroupValue[] {
  return rows.flatMap(({ groups }) => groups[n] ?? []);
}

function range(field: string, edges: readonly number[], key: string): ConditionTest[] {
  const [first = 0] = edges;
  if (key === "") return [{ field, is: "lt", value: first }];
  const from = Number(key);
  const to = edges.find((edge) => edge > from);
  return [{ field, is: "gte", value: from }, ...(to === undefined ? [] : [{ field, is: "lt" as const, value: to }])];
}

function days(field: string, bucket: DateBucket, first: string): ConditionTest[] {
  return [{ field, is: "between", value: { from: first, to: lastDayOf(bucket, first) } }];
}
