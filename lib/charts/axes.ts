import { axisNames } from "./axis-names";
import { axisText, nameOf, text, type Canvas, type Sketch } from "./canvas";
import { categoryAxis } from "./category-axis";
import { colorsOf } from "./colors";
import type { ChartGrid, Series } from "./grid-of";
import { legendAbove } from "./legend";
import { roundedUp } from "./round";
import { belowZero, scaleOf, tops, valueLabels, type AxesKind as Kind } from "./value-labels";

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
    series.map(({ value }, n) => ({
      name: nameOf(value),
      color: colors[n] ?? ink.accent,
      icon: kind === "line" ? symbolOf(n) : undefined,
    })),
    canvas,
  );
  const isBar = kind === "bar";
  const lowest = Math.min(0, ...series.flatMap(({ sizes }) => sizes.map((size) => size ?? 0)));
  const names = grid.categories.map(nameOf);
  const categories = categoryAxis(isBar, axisNames(grid.categories, grid.bucket), grid, canvas);
  const values = {
    type: "value",
    scale: grid.measure.type === "date",
    max: isFull ? 1 : reaching(options.goal, series, isStacked),
    minInterval: ["count", "distinct"].includes(grid.measure.kind) && !isFull ? 1 : undefined,
    // Room for what stands beyond bars on both sides.
    boundaryGap: isBar && options.labels && !isStacked && lowest < 0 ? ["12%", "6%"] : undefined,
    // Fewer lines where their numbers would not stand beside each other.
    splitNumber: isBar ? Math.max(2, Math.min(4, Math.floor(canvas.width / 130))) : 4,
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
      top: legend.height + (goal || (options.labels && !isStacked && !isBar) ? 20 : 8),
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: isBar ? values : categories,
    yAxis: isBar ? categories : values,
    series: series.map((one, n) => ({
      ...shapeOf(kind, { color: colors[n] ?? ink.accent, surface: ink.surface }, isStacked, grid, n),
      name: String(n),
      data: one.sizes.map((value, m) => ({
        value,
        itemStyle: barColor(kind, grid, m, canvas),
        ...(!isStacked && options.labels && (value ?? 0) < 0 && belowZero(isBar)),
      })),
      label: valueLabels(
        kind,
        one,
        isStacked ? { color: colors[n] ?? ink.accent, scale: scaleOf(series, isBar, canvas) } : null,
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

/** Lines are told apart by their points as well. */
function symbolOf(n: number): string {
  return ["circle", "rect", "triangle", "diamond"][n % 4] ?? "circle";
}

interface Shades {
  color: string;
  surface: string;
}

function shapeOf(kind: Kind, { color, surface }: Shades, isStacked: boolean, { categories }: ChartGrid, n: number) {
  const common = { emphasis: { disabled: true }, itemStyle: { color }, stack: isStacked ? "all" : undefined };
  if (kind === "bar" || kind === "column")
    return {
      ...common,
      // Parts of a stack are told apart without their colours too.
      itemStyle: { color, ...(isStacked && { borderColor: surface, borderWidth: 0.6 }) },
      type: "bar",
      barMaxWidth: 44,
      barCategoryGap: "28%",
    };
  return {
    ...common,
    type: "line",
    lineStyle: { color, width: 2 },
    areaStyle: kind === "area" ? { color, opacity: isStacked ? 0.75 : 0.25 } : undefined,
    symbol: kind === "line" ? symbolOf(n) : "circle",
    symbolSize: categories.length > 40 ? 3 : categories.length === 1 ? 9 : 6,
    showAllSymbol: true,
    connectNulls: false,
  };
}

/** Its words stand above the line, at the end where there is less to cover. */
function isLowAtStart({ series }: ChartGrid): boolean {
  const at = (n: number) => Math.max(...series.map(({ points }) => points.at(n)?.size ?? 0));
  return at(0) < at(-1);
}

function goalLine(goal: number, grid: ChartGrid, canvas: Canvas, isBar: boolean) {
  return {
    symbol: "none",
    silent: true,
    data: [isBar ? { xAxis: goal } : { yAxis: goal }],
    lineStyle: { color: canvas.ink.text, type: [5, 4], width: 1.5 },
    label: {
      ...text(canvas),
      position: isBar ? "start" : isLowAtStart(grid) ? "insideStartTop" : "insideEndTop",
      formatter: () => `Goal ${canvas.words(goal, grid.measure)}`,
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
