import { axisText, nameOf, text, type Canvas, type Sketch } from "./canvas";
import { categoryAxis } from "./category-axis";
import { colorsOf, onColor } from "./colors";
import type { ChartGrid, Point, Series } from "./grid-of";
import { legendAbove } from "./legend";
import { roundedUp } from "./round";

type Kind = "bar" | "column" | "line" | "area";

interface SizedSeries extends Series {
  /** As drawn: of a full stack, shares. */
  sizes: (number | null)[];
}

/** Bars, columns, lines and areas: one axis of categories, one of numbers. */
export function axesSketch(kind: Kind, grid: ChartGrid, canvas: Canvas): Sketch {
  const { ink, options } = canvas;
  const isFull = options.stack === "full" && kind !== "line";
  const isStacked = kind !== "line" && options.stack !== "none" && grid.series.length > 1;
  const series = grid.series.map((one) => ({
    ...one,
    sizes: isFull ? sharesOf(one, grid) : one.points.map(({ size }) => size),
  }));
  const colors = seriesColors(grid, canvas);
  const legend = legendAbove(
    series.map(({ value }, n) => ({ name: nameOf(value), color: colors[n] ?? ink.accent })),
    canvas,
  );
  const isBar = kind === "bar";
  const names = grid.categories.map(nameOf);
  const categories = categoryAxis(isBar, names, grid, canvas);
  const values = {
    type: "value",
    scale: grid.measure.type === "date",
    max: isFull ? 1 : reaching(options.goal, series, isStacked),
    minInterval: ["count", "distinct"].includes(grid.measure.kind) && !isFull ? 1 : undefined,
    splitNumber: 4,
    interval: isFull ? 0.25 : undefined,
    axisLabel: {
      ...text(canvas, true),
      hideOverlap: true,
      formatter: (value: number) => (isFull ? `${Math.round(value * 100)}%` : axisText(value, grid.measure, canvas)),
    },
    splitLine: { lineStyle: { color: ink.line } },
  };
  const goal = options.goal === null || isFull ? undefined : goalLine(options.goal, grid, canvas, isBar);
  const option = {
    textStyle: { fontFamily: "Inter" },
    legend: legend.legend,
    grid: {
      left: 8,
      right: goal && isBar ? 24 : 20,
      top: legend.height + (goal || (options.labels && !isStacked) ? 20 : 8),
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: isBar ? values : categories,
    yAxis: isBar ? categories : values,
    series: series.map((one, n) => ({
      ...shapeOf(kind, colors[n] ?? ink.accent, isStacked, grid),
      name: String(n),
      data: one.sizes.map((value, m) => ({ value, itemStyle: barColor(kind, grid, m, canvas) })),
      label: labelOf(
        kind,
        one,
        isStacked ? { color: colors[n] ?? ink.accent, least: leastOf(series, canvas) } : null,
        canvas,
      ),
      labelLayout: { hideOverlap: true },
      markLine: n === 0 ? goal : undefined,
    })),
  };
  const mark: Sketch["mark"] = (n, m) => {
    const point = grid.series[n]?.points[m];
    const one = grid.series[n];
    if (!point || !one) return undefined;
    const name = [names[m] ?? "", ...(grid.series.length > 1 ? [nameOf(one.value)] : [])].join(", ");
    return { title: `${name}: ${canvas.words(point.value, one.measure)}`, row: point.row };
  };
  return { option, mark };
}

function sharesOf(one: Series, { series }: ChartGrid): (number | null)[] {
  return one.points.map(({ size }, m) => {
    const whole = series.reduce((sum, { points }) => sum + Math.abs(points[m]?.size ?? 0), 0);
    return size === null ? null : whole === 0 ? 0 : size / whole;
  });
}

function seriesColors(grid: ChartGrid, { options, theme, ink }: Canvas): string[] {
  if (grid.series.length === 1) return [ink.accent];
  const of = colorsOf(
    grid.series.map(({ value }) => value),
    options.colors,
    theme,
  );
  return grid.series.map(({ value }) => of(value));
}

/** Bars of one series have the colours of their values where these have one; without, they are all alike. */
function barColor(
  kind: Kind,
  grid: ChartGrid,
  m: number,
  { options, theme, ink }: Canvas,
): { color: string } | undefined {
  const value = grid.categories[m];
  if (!value || grid.series.length > 1 || kind === "line" || kind === "area") return undefined;
  if (value.kind !== "value") return { color: ink.rest };
  return value.color || options.colors[value.key]
    ? { color: colorsOf([value], options.colors, theme)(value) }
    : undefined;
}

function shapeOf(kind: Kind, color: string, isStacked: boolean, { categories }: ChartGrid) {
  const common = { emphasis: { disabled: true }, itemStyle: { color }, stack: isStacked ? "all" : undefined };
  if (kind === "bar" || kind === "column") return { ...common, type: "bar", barMaxWidth: 44, barCategoryGap: "28%" };
  return {
    ...common,
    type: "line",
    lineStyle: { color, width: 2 },
    areaStyle: kind === "area" ? { color, opacity: isStacked ? 0.75 : 0.25 } : undefined,
    symbol: "circle",
    symbolSize: categories.length > 40 ? 3 : 6,
    showAllSymbol: true,
    connectNulls: false,
  };
}

/** Of a stack, values stand in their parts where these are thick enough. */
function labelOf(
  kind: Kind,
  { points, sizes, measure }: SizedSeries,
  stack: { color: string; least: number } | null,
  canvas: Canvas,
) {
  if (!canvas.options.labels) return { show: false };
  const inside = stack !== null && (kind === "bar" || kind === "column");
  return {
    ...text(canvas),
    ...(inside && { color: onColor(stack.color) }),
    show: true,
    position: inside ? "inside" : kind === "bar" ? "right" : "top",
    formatter: ({ dataIndex }: { dataIndex: number }) =>
      inside && Math.abs(sizes[dataIndex] ?? 0) < stack.least ? "" : pointText(points[dataIndex], measure, canvas),
  };
}

function pointText(point: Point | undefined, measure: Series["measure"], { words }: Canvas): string {
  return point?.value === undefined || point.value === null || (point.row === null && point.size === 0)
    ? ""
    : words(point.value, measure);
}

/** What a part of a stack is at least for a label to stand in it. */
function leastOf(series: readonly SizedSeries[], { height, width }: Canvas): number {
  return (Math.max(0, ...tops(series, true)) * 18) / Math.min(height, width);
}

function goalLine(goal: number, { measure }: ChartGrid, canvas: Canvas, isBar: boolean) {
  return {
    symbol: "none",
    silent: true,
    data: [isBar ? { xAxis: goal } : { yAxis: goal }],
    lineStyle: { color: canvas.ink.text, type: [5, 4], width: 1.5 },
    label: {
      ...text(canvas),
      position: isBar ? "start" : "insideEndTop",
      formatter: () => `Goal ${canvas.words(goal, measure)}`,
    },
  };
}

/** Where the axis of numbers ends so that the goal is on it; undefined when the data reach further anyway. */
function reaching(
  goal: number | null,
  series: readonly { sizes: (number | null)[] }[],
  isStacked: boolean,
): number | undefined {
  if (goal === null) return undefined;
  return goal < Math.max(0, ...tops(series, isStacked)) ? undefined : roundedUp(goal);
}

function tops(series: readonly { sizes: (number | null)[] }[], isStacked: boolean): number[] {
  if (!isStacked) return series.flatMap(({ sizes }) => sizes.map((size) => size ?? 0));
  return (series[0]?.sizes ?? []).map((_, m) => series.reduce((sum, { sizes }) => sum + Math.max(0, sizes[m] ?? 0), 0));
}
