import type { ElementData, SummaryData } from "@/lib/elements/data";
import type { ElementDefinition, Style } from "@/lib/elements/schema";
import { axesSketch } from "./axes";
import { axisNames } from "./axis-names";
import { canvasOf, type Canvas, type Sketch } from "./canvas";
import type { ChartTheme } from "./colors";
import { funnelSketch } from "./funnel";
import { gaugeSketch } from "./gauge";
import { gridOf, type ChartGrid } from "./grid-of";
import { heatSketch } from "./heat-map";
import { namesBelow } from "./names-below";
import { isLongBeside } from "./names-beside";
import { sentenceOf } from "./sentence";
import { slicesSketch } from "./slices";
import { escaped, renderSvg } from "./svg";

export interface ChartSize {
  /** In px, as whole numbers. */
  width: number;
  height: number;
  theme: ChartTheme;
}

export interface Drawing {
  /** Without script, style sheet or anything from elsewhere. A mark says in `data-row` which row of the answer it is. */
  svg: string;
  width: number;
  height: number;
  /** What the drawing shows, for those who do not see it. */
  sentence: string;
}

export type ChartStyle = Exclude<Style, "table" | "list" | "number">;

/** Whether a style is a drawing; the others are made of text. */
export function isChart(style: Style): style is ChartStyle {
  return style !== "table" && style !== "list" && style !== "number";
}

/** Draws an answer in a style that suits it (`problemOf`). An answer without rows is drawn as the words that say so. */
export function drawChart(definition: ElementDefinition, data: ElementData, size: ChartSize): Drawing {
  const { width, height } = size;
  const sentence = sentenceOf(data);
  const sketched =
    data.shape === "summary" && isChart(definition.style) ? sketch(definition, definition.style, data, size) : null;
  if (!sketched) return { svg: nothing(size), width, height, sentence };
  const { canvas, option, mark, under } = sketched;
  return {
    svg: renderSvg(option, { width, height, sentence }, { mark, cut: canvas.cut }, under),
    width,
    height,
    sentence,
  };
}

/** How high a drawing of this width wants to be for its names to be read. */
export function suitableHeight(definition: ElementDefinition, data: ElementData, width: number): number {
  const grid = data.shape === "summary" ? gridOf(data) : null;
  if (!grid) return 160;
  const count = grid.categories.length;
  if (definition.style === "bar") {
    const bars = definition.options.stack === "none" ? grid.series.length : 1;
    return Math.round(Math.max(160, 60 + count * Math.max(hasLongNames(grid, width) ? 32 : 24, bars * 12 + 8)));
  }
  if (definition.style === "heat_map") return Math.max(180, 90 + count * 24);
  if (definition.style === "gauge") return Math.round(Math.min(220, Math.max(140, width * 0.5)));
  if (definition.style === "funnel") return Math.max(120, count * 34 + 12);
  if (definition.style === "pie" || definition.style === "doughnut")
    return width < 420 ? 200 + count * 22 : Math.max(220, count * 22 + 20);
  return upright(width) + forNames(grid, width);
}

/** How low it may be where room is short: bars and lines get flatter, and names stay as large as they are. */
export function leastHeight(definition: ElementDefinition, data: ElementData, width: number): number {
  const height = suitableHeight(definition, data, width);
  if (definition.style === "bar" || definition.style === "funnel") {
    const grid = data.shape === "summary" ? gridOf(data) : null;
    const share = definition.style === "bar" && grid && hasLongNames(grid, width) ? 0.9 : 0.72;
    return Math.min(height, Math.max(120, Math.round(height * share)));
  }
  const isOnAxes = definition.style === "column" || definition.style === "line" || definition.style === "area";
  if (!isOnAxes) return height;
  const names = height - upright(width);
  return Math.min(height, Math.max(190, Math.round(upright(width) * 0.68)) + names);
}

/** Whether bars need the height of two lines. */
function hasLongNames({ categories, bucket }: ChartGrid, width: number): boolean {
  return isLongBeside(axisNames(categories, bucket), width);
}

/** Columns and lines with short names. */
function upright(width: number): number {
  return Math.round(Math.min(340, Math.max(220, width * 0.42)));
}

/** What names need below them beyond a fifth of that. */
function forNames({ categories, bucket }: ChartGrid, width: number): number {
  if (bucket) return 0;
  return Math.max(0, Math.round(namesBelow(axisNames(categories, bucket), width).depth - upright(width) * 0.2));
}

function sketch(
  definition: ElementDefinition,
  style: ChartStyle,
  data: SummaryData,
  size: ChartSize,
): (Sketch & { canvas: Canvas }) | null {
  const canvas = canvasOf(definition, data, size);
  if (style === "gauge") {
    const drawn = gaugeSketch(canvas);
    return drawn && { ...drawn, canvas };
  }
  const grid = gridOf(data);
  return grid && { ...gridSketch(style, grid, canvas), canvas };
}

function gridSketch(style: Exclude<ChartStyle, "gauge">, grid: ChartGrid, canvas: Canvas): Sketch {
  if (style === "heat_map") return heatSketch(grid, canvas);
  if (style === "funnel") return funnelSketch(grid, canvas);
  if (style === "pie" || style === "doughnut") return slicesSketch(style, grid, canvas);
  return axesSketch(style, grid, canvas);
}

function nothing({ width, height, theme }: ChartSize): string {
  const color = theme === "light" ? "#565e6e" : "#b3b8c4";
  const words = "Nothing to show";
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(words)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, sans-serif"><text x="${width / 2}" y="${height / 2}" text-anchor="middle" font-size="13" fill="${color}">${words}</text></svg>`;
}
