import { fontSize, nameOf, text, type Canvas, type Sketch } from "./canvas";
import { colorsOf, onColor } from "./colors";
import type { ChartGrid } from "./grid-of";
import { legendBeside, legendRow } from "./legend";
import { partText } from "./part-text";
import { textWidth } from "./text";

/** Parts of a whole. Every slice is named with its value beside the drawing, or below it where there is no room. */
export function slicesSketch(kind: "pie" | "doughnut", grid: ChartGrid, canvas: Canvas): Sketch {
  const { width, height, ink, options } = canvas;
  const points = grid.series[0]?.points ?? [];
  const whole = wholeOf(grid);
  const of = colorsOf(grid.categories, options.colors, canvas.theme);
  const isBeside = width >= 420;
  const entries = grid.categories.map((value, n) => {
    const figures = ` · ${captionOf(grid, n, canvas)}`;
    const room = (isBeside ? width * 0.48 : width) - 26 - textWidth(figures, fontSize);
    const short = `${canvas.fit(nameOf(value), Math.max(40, room))}${leftToRight(nameOf(value))}${figures}`;
    canvas.cut.set(short, `${nameOf(value)}${figures}`);
    return { name: short, color: of(value) };
  });
  const box = {
    width: isBeside ? width * 0.46 : width,
    height: isBeside ? height : Math.max(80, height - entries.length * legendRow - 8),
  };
  const legend = {
    ...legendBeside(entries, canvas, { left: isBeside ? width * 0.5 : 4, width: Number.POSITIVE_INFINITY }),
    ...(!isBeside && { top: box.height + 8 }),
  };
  const radius = Math.max(30, Math.min(box.width, box.height) / 2 - 8);
  const ring = kind === "pie" ? radius : radius * 0.42;
  // Words stand in the middle of their slice, where it has to be as wide as they are, or as high.
  const holds = (n: number, words: string) => {
    const part = whole > 0 ? (points[n]?.size ?? 0) / whole : 0;
    const across = part >= 0.5 ? ring : 2 * (radius - ring / 2) * Math.sin(Math.PI * part);
    const wide = textWidth(words, fontSize);
    return across >= Math.max(fontSize + 4, wide * 0.75) && wide + 6 <= ring;
  };
  const data = points.map(({ size, value }, n) => ({
    name: String(n),
    value: size ?? 0,
    itemStyle: { color: entries[n]?.color, borderColor: ink.surface, borderWidth: whole > 0 ? 1.5 : 0 },
    label: {
      color: onColor(entries[n]?.color ?? ink.accent),
      formatter: () => {
        const words = canvas.words(value, grid.measure);
        return holds(n, words) ? words : "";
      },
    },
  }));
  const circle = {
    type: "pie",
    center: [box.width / 2, box.height / 2],
    radius: kind === "pie" ? radius : [radius - ring, radius],
    emphasis: { disabled: true },
    labelLine: { show: false },
  };
  // Where nothing adds up to a whole, its place is shown.
  const empty = {
    ...circle,
    silent: true,
    label: { show: false },
    data: [{ value: 1, itemStyle: { color: ink.line } }],
  };
  const option = {
    textStyle: { fontFamily: "Inter" },
    legend,
    series: [
      {
        ...circle,
        stillShowZeroSum: false,
        // Slices too thin to be seen are drawn a little wider.
        minAngle: 1,
        data,
        label: { ...text(canvas), show: options.labels, position: "inside" },
      },
      ...(whole > 0 ? [] : [empty]),
    ],
  };
  return { option, mark: (series, n) => (series === 0 ? sliceTitle(grid, n, canvas) : undefined) };
}

/** A value and its part of the whole. */
export function captionOf(grid: ChartGrid, n: number, { words }: Canvas): string {
  const point = grid.series[0]?.points[n];
  const read = words(point?.value ?? null, grid.measure) || "none";
  const whole = wholeOf(grid);
  return grid.measure.kind === "share" ? read : `${read} (${partText(whole === 0 ? 0 : (point?.size ?? 0) / whole)})`;
}

export function sliceTitle(grid: ChartGrid, n: number, canvas: Canvas) {
  const value = grid.categories[n];
  return (
    value && { title: `${nameOf(value)}: ${captionOf(grid, n, canvas)}`, row: grid.series[0]?.points[n]?.row ?? null }
  );
}

/** Numbers that follow Arabic or Hebrew are drawn before it; this mark between them, which nobody sees, keeps them behind. */
function leftToRight(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? "\u200e" : "";
}

function wholeOf({ series }: ChartGrid): number {
  return (series[0]?.points ?? []).reduce((sum, { size }) => sum + (size ?? 0), 0);
}
