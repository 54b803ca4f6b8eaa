import { z } from "zod";
import { condition, noFilter } from "@/lib/conditions/schema";
import { tableColumn, tableSort } from "@/lib/conditions/table-state";

/** The limits of one report element. They keep it a question that can be drawn and read. */
export const elementLimits = { items: 100, groups: 2, measures: 8, sort: 3, top: 100, edges: 20 } as const;

/** What rows an element is about, in the words on screen. Tickets of one type are `feedback:<id of the type>`. */
export const dataSourceLabels = {
  users: "Users",
  feedback: "Feedback, all types",
  projects: "Projects",
  deliveries: "Webhook activity",
  runs: "Macro activity",
  calls: "Listener calls",
  scores: "Score entries",
} as const;
export type NamedDataSource = keyof typeof dataSourceLabels;

const source = z
  .union([
    z.enum(Object.keys(dataSourceLabels) as [NamedDataSource, ...NamedDataSource[]]),
    z.string().regex(/^feedback:[0-9a-f-]{36}$/),
  ])
  .describe("data source");
const path = z.string().min(1).max(200);
const label = z.string().trim().max(100, "Use at most 100 characters.").optional();

/** Dates are grouped by these, in the zone of the scope; weeks begin on Monday. */
export const dateBuckets = ["day", "week", "month", "quarter", "year"] as const;
export type DateBucket = (typeof dateBuckets)[number];

const group = z.strictObject({
  path,
  label,
  /** Of a date. */
  bucket: z.enum(dateBuckets).optional(),
  /** Of a number: where ranges begin. `[0, 10, 50]` gives below 0, 0 to 10, 10 to 50, from 50. */
  edges: z.array(z.number("Enter a number.")).min(1).max(elementLimits.edges).optional(),
  /** Only so many of its values, those with the most of the first measure; the rest together is "Other". */
  top: z.int().min(1).max(elementLimits.top).optional(),
  /** Leave out records without a value. */
  present: z.boolean().optional(),
});
export type Group = z.infer<typeof group>;

/** `count` counts records; `share` is the part of all counted records; the others need a field. */
export const measureKinds = ["count", "distinct", "sum", "average", "min", "max", "share"] as const;
export type MeasureKind = (typeof measureKinds)[number];

export const measureWords: Record<MeasureKind, string> = {
  count: "Count",
  distinct: "Distinct values",
  sum: "Sum",
  average: "Average",
  min: "Minimum",
  max: "Maximum",
  share: "Share",
};

const measure = z.strictObject({
  kind: z.enum(measureKinds),
  path: path.optional(),
  label,
  /** Digits after the point; without it as many as there are, at most two. */
  digits: z.int().min(0).max(6).optional(),
  /** Stands before or after the number: "€", "h". */
  unit: z.string().max(10).optional(),
});
export type Measure = z.infer<typeof measure>;

/** What an element is drawn as, in the words on screen. */
export const styleLabels = {
  table: "Table",
  list: "List",
  number: "Summary number",
  bar: "Bar",
  column: "Column",
  line: "Line",
  area: "Area",
  pie: "Pie",
  doughnut: "Doughnut",
  heat_map: "Heat map",
  funnel: "Funnel",
  gauge: "Gauge",
} as const;
export type Style = keyof typeof styleLabels;
export const styles = Object.keys(styleLabels) as [Style, ...Style[]];

const options = z.strictObject({
  /** Of bars, columns and areas with several series. */
  stack: z.enum(["none", "stacked", "full"]).default("none"),
  /** A line at this value; the full circle of a gauge. */
  goal: z.number("Enter a number.").nullable().default(null),
  /** Values written beside their bars and slices. */
  labels: z.boolean().default(false),
  /** Colours of a group's values, by value: names from the theme. Those of statuses come from the field. */
  colors: z.record(z.string().max(200), z.string().max(20)).default({}),
});

/**
 * A question and how its answer is drawn. With measures it is a summary: one row per combination of the groups' values (none: one row in
 * all). Without, it is the records themselves, as `items` say.
 */
export const elementDefinition = z.strictObject({
  source,
  /** A saved filter, together with `condition`. */
  filterId: z.uuid().nullable().default(null),
  condition: condition.default(noFilter),
  items: z.array(tableColumn).max(elementLimits.items, `Use at most ${elementLimits.items} items.`).default([]),
  groups: z.array(group).max(elementLimits.groups, "Group by at most two items.").default([]),
  measures: z.array(measure).max(elementLimits.measures, `Use at most ${elementLimits.measures} measures.`).default([]),
  /** First to last. Of a summary by `group` or by `measure:<n>`; dates and ranges run forwards without one. */
  sort: z.array(tableSort).max(elementLimits.sort).default([]),
  /** Only so many rows; null: all that can be shown. */
  limit: z.int().min(1).max(10_000).nullable().default(null),
  style: z.enum(styles),
  options: options.prefault({}),
});
export type ElementDefinition = z.infer<typeof elementDefinition>;
export type ElementDraft = z.input<typeof elementDefinition>;
