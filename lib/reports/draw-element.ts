import { drawChart, isChart, suitableHeight, type Drawing } from "@/lib/charts/draw-chart";
import type { ElementData } from "@/lib/elements/data";
import type { ElementDefinition } from "@/lib/elements/schema";
import { problemOf } from "@/lib/elements/styles";
import type { Frame } from "./view-question";

/** An element's answer with its drawing, as a screen shows it. */
export interface DrawnElement {
  data: ElementData;
  /** Of a style that is a chart. */
  chart: Drawing | null;
  /** Why the style cannot show this answer; it is shown as a table then. */
  problem: string | null;
  /** The element's own filter in words; null for none. */
  filter: string | null;
  /** Paths of what the viewer chose that the data source does not have. */
  passedOver: string[];
}

export function drawElement(
  definition: ElementDefinition,
  data: ElementData,
  { width, theme }: Frame,
  applied: Partial<Pick<DrawnElement, "filter" | "passedOver">> = {},
): DrawnElement {
  const problem = problemOf(definition.style, definition, data);
  const isDrawn = problem === null && isChart(definition.style) && data.rows.length > 0;
  const size = isDrawn ? { width, theme, height: suitableHeight(definition, data, width) } : null;
  return { data, chart: size && drawChart(definition, data, size), problem, filter: null, passedOver: [], ...applied };
}
