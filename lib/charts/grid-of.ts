import type { GroupValue, MeasureHead, SummaryData, SummaryValue } from "@/lib/elements/data";
import type { DateBucket } from "@/lib/elements/schema";
import { valuesInOrder } from "@/lib/elements/summary-order";

/** A summary as categories along an axis and one or more series over them. */
export interface ChartGrid {
  categories: GroupValue[];
  series: Series[];
  /** What the numbers are. With several measures, that of the first. */
  measure: MeasureHead;
  /** What the categories are of time. */
  bucket?: DateBucket;
}

export interface Series {
  /** A value of the second group; of several measures, a stand-in with the measure's key. */
  value: GroupValue;
  measure: MeasureHead;
  /** One for each category. */
  points: Point[];
}

export interface Point {
  /** As in the table; null when there is none. */
  value: SummaryValue;
  /** For drawing; dates as milliseconds. */
  size: number | null;
  /** Which row of the answer it is; null when the answer has no such combination. */
  row: number | null;
}

/** Null when there is nothing to draw. */
export function gridOf(data: SummaryData): ChartGrid | null {
  const [measure] = data.measures;
  if (!measure || data.rows.length === 0) return null;
  const categories = categoriesOf(data);
  const series = data.groups.length > 1 ? crossed(data, measure, categories) : parallel(data);
  return { categories, series, measure, bucket: data.groups[0]?.bucket };
}

function categoriesOf({ rows }: SummaryData): GroupValue[] {
  const seen = new Map<string, GroupValue>();
  for (const { groups } of rows) {
    const [value] = groups;
    if (value && !seen.has(idOf(value))) seen.set(idOf(value), value);
  }
  return [...seen.values()];
}

function crossed(data: SummaryData, measure: MeasureHead, categories: GroupValue[]): Series[] {
  const rows = new Map(data.rows.map(({ groups }, row) => [groups.map(idOf).join("\n"), row]));
  return valuesInOrder(data, 1).map((value) => ({
    value,
    measure,
    points: categories.map((category) => {
      const row = rows.get([category, value].map(idOf).join("\n"));
      return row === undefined ? absent(measure) : pointOf(data, row, 0, measure);
    }),
  }));
}

function parallel(data: SummaryData): Series[] {
  return data.measures.map((measure, n) => ({
    value: { kind: "value", key: measure.key, text: measure.label },
    measure,
    points: data.rows.map((_, row) => pointOf(data, row, n, measure)),
  }));
}

function pointOf(data: SummaryData, row: number, n: number, measure: MeasureHead): Point {
  const value = data.rows[row]?.values[n] ?? null;
  return { value, size: sizeOf(value, measure), row };
}

export function sizeOf(value: SummaryValue, { type }: MeasureHead): number | null {
  if (value === null) return null;
  const size = type === "date" ? Date.parse(String(value)) : Number(value);
  return Number.isFinite(size) ? size : null;
}

/** What nothing was counted of is none; an average of nothing is not. */
function absent({ kind }: MeasureHead): Point {
  const isZero = kind === "count" || kind === "distinct" || kind === "share" || kind === "sum";
  return { value: isZero ? 0 : null, size: isZero ? 0 : null, row: null };
}

function idOf({ kind, key }: GroupValue): string {
  return `${kind} ${key}`;
}
