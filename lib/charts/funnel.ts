import { fontSize, nameOf, text, type Canvas, type Sketch } from "./canvas";
import { colorsOf } from "./colors";
import type { ChartGrid } from "./grid-of";
import { partText } from "./part-text";
import { textWidth } from "./text";

/** Steps from top to bottom, each as wide as it is much, in the order of the answer, and what part of the largest it is. */
export function funnelSketch(grid: ChartGrid, canvas: Canvas): Sketch {
  const { width } = canvas;
  const points = grid.series[0]?.points ?? [];
  const sizes = points.map(({ size }) => Math.max(0, size ?? 0));
  const most = Math.max(...sizes, Number.MIN_VALUE);
  const names = grid.categories.map(nameOf);
  const captions = points.map((_, n) => stepText(grid, n, canvas));
  const of = colorsOf(grid.categories, canvas.options.colors, canvas.theme);
  const room = Math.min(width * 0.32, Math.max(...names.map((name) => textWidth(name, fontSize))) + 4);
  const steps = (words: (n: number) => string) => ({
    type: "category",
    inverse: true,
    data: names.map((_, n) => String(n)),
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...text(canvas), interval: 0, formatter: (n: string) => words(Number(n)) },
  });
  const bar = { type: "bar", stack: "all", barCategoryGap: "12%", emphasis: { disabled: true } };
  const option = {
    textStyle: { fontFamily: "Inter" },
    grid: { left: 8, right: 8, top: 4, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", min: 0, max: most, show: false },
    yAxis: [steps((n) => canvas.fit(names[n] ?? "", room)), steps((n) => captions[n] ?? "")],
    series: [
      // Half of what is missing stands on the left, so that the steps are centred.
      { ...bar, silent: true, data: sizes.map((size) => (most - size) / 2), itemStyle: { color: "transparent" } },
      { ...bar, data: sizes.map((value, n) => ({ value, itemStyle: { color: colorAt(n) } })) },
      // An axis is drawn for what belongs to it.
      { type: "bar", yAxisIndex: 1, data: [] },
    ],
  };
  const mark: Sketch["mark"] = (series, n) =>
    series === 1 && names[n] !== undefined
      ? { title: `${names[n]}: ${captions[n]}`, row: points[n]?.row ?? null }
      : undefined;
  return { option, mark };

  function colorAt(n: number): string {
    const value = grid.categories[n];
    const isFixed = value && (value.kind !== "value" || value.color || canvas.options.colors[value.key]);
    return isFixed ? of(value) : canvas.ink.accent;
  }
}

function stepText(grid: ChartGrid, n: number, { words }: Canvas): string {
  const points = grid.series[0]?.points ?? [];
  const [most, point] = [Math.max(0, ...points.map(({ size }) => size ?? 0)), points[n]];
  const read = words(point?.value ?? null, grid.measure) || "none";
  if (most === 0 || grid.measure.kind === "share") return read;
  return `${read} (${partText((point?.size ?? 0) / most)})`;
}
