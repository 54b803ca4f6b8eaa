import type { ElementData, SummaryData } from "./data";
import { styles, type ElementDefinition, type Style } from "./schema";

/** Slices and steps beyond this are not told apart. */
export const mostSlices = 12;
/** Bars, points and rows of a heat map. */
const mostCategories = 100;
const mostSeries = 12;

export interface StyleChoice {
  style: Style;
  /** Null when it suits; else why it does not, and what would make it. */
  problem: string | null;
}

/** Every style, with what keeps it from being drawn. Without data it is judged by the question alone. */
export function judgeStyles(definition: Question, data?: ElementData): StyleChoice[] {
  return styles.map((style) => ({ style, problem: problemOf(style, definition, data) }));
}

type Question = Pick<ElementDefinition, "groups" | "measures" | "items">;

/** Why this style cannot show this question; null when it can. */
export function problemOf(style: Style, definition: Question, data?: ElementData): string | null {
  const isSummary = definition.measures.length > 0;
  if (style === "table") return null;
  if (style === "list")
    return isSummary && definition.groups.length === 0 ? "A list needs something to group by." : null;
  if (!isSummary) return "Choose Counts and totals in step 2 to draw this.";
  return problems[style](definition, data?.shape === "summary" ? data : undefined);
}

/** The first that suits in the order in which people mean it. */
export function bestStyle(definition: Question): Style {
  const { groups, measures } = definition;
  if (measures.length === 0) return "table";
  const [first, second] = groups;
  if (!first) return measures.length === 1 ? "number" : "table";
  if (first.bucket) return "line";
  if (second) return "column";
  return "bar";
}

type Judge = (definition: Question, data: SummaryData | undefined) => string | null;

const single: Judge = ({ groups, measures }) =>
  groups.length > 0
    ? "Remove the grouping: this shows one number."
    : measures.length > 1
      ? "Choose one measure."
      : null;

const axes: Judge = ({ groups, measures }, data) => {
  if (groups.length === 0) return "Choose an item to group by.";
  if (groups.length === 2 && measures.length > 1) return "With two groups, choose one measure.";
  if (!data) return null;
  const [categories, series] = [distinct(data, 0), groups.length === 2 ? distinct(data, 1) : measures.length];
  if (categories > mostCategories) return `At most ${mostCategories} values fit; here are ${categories}. Set “Top”.`;
  if (series > mostSeries)
    return `At most ${mostSeries} series fit; here are ${series}. Set “Top” of the second group.`;
  return null;
};

const slices: Judge = ({ groups, measures }, data) => {
  if (groups.length !== 1) return "Choose one item to group by.";
  if (measures.length !== 1) return "Choose one measure.";
  if (measures[0] && !["count", "sum", "distinct", "share"].includes(measures[0].kind))
    return "Slices add up to a whole: choose Count, Sum or Share.";
  if (!data) return null;
  const count = distinct(data, 0);
  if (count > mostSlices) return `At most ${mostSlices} values can be told apart; here are ${count}. Set “Top”.`;
  if (data.rows.some(({ values }) => Number(values[0]) < 0)) return "A slice cannot be less than nothing.";
  return null;
};

const crossed: Judge = ({ groups, measures }, data) => {
  if (groups.length !== 2) return "Choose two items to group by.";
  if (measures.length !== 1) return "Choose one measure.";
  if (!data) return null;
  const most = Math.max(distinct(data, 0), distinct(data, 1));
  return most > mostCategories ? `At most ${mostCategories} values fit; here are ${most}. Set “Top”.` : null;
};

const ordered: Judge = (definition, data) =>
  definition.groups[0]?.bucket ? axes(definition, data) : (axes(definition, data) ?? lineNeeds(definition));

function lineNeeds({ groups }: Question): string | null {
  return groups[0]?.edges ? null : "A line needs an order: group by a date or by ranges of a number.";
}

const problems: Record<Exclude<Style, "table" | "list">, Judge> = {
  number: single,
  gauge: single,
  bar: axes,
  column: axes,
  line: ordered,
  area: ordered,
  pie: slices,
  doughnut: slices,
  funnel: slices,
  heat_map: crossed,
};

function distinct(data: SummaryData, n: number): number {
  return new Set(data.rows.map(({ groups }) => `${groups[n]?.kind} ${groups[n]?.key}`)).size;
}
