import { nameOf, text, type Canvas, type Sketch } from "./canvas";
import { colorsOf, onColor } from "./colors";
import type { ChartGrid } from "./grid-of";
import { legendBeside, legendRow } from "./legend";

/** Parts of a whole. Every slice is named with its value beside the drawing, or below it where there is no room. */
export function slicesSketch(kind: "pie" | "doughnut", grid: ChartGrid, canvas: Canvas): Sketch {
  const { width, height, ink, options } = canvas;
  const points = grid.series[0]?.points ?? [];
  const whole = wholeOf(grid);
  const of = colorsOf(grid.categories, options.colors, canvas.theme);
  const isBeside = width >= 420;
  const entries = grid.categories.map((value, n) => {
    const figures = ` · ${captionOf(grid, n, canvas)}`;
    const room = (isBeside ? width * 0.48 : width) - 26 - figures.length * 7;
    const short = `${leftToRight(nameOf(value))}${canvas.fit(nameOf(value), Math.max(40, room))}${figures}`;
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
  const isWide = (n: number) => whole > 0 && (points[n]?.size ?? 0) / whole >= 0.06;
  const data = points.map(({ size, value }, n) => ({
    name: String(n),
    value: size ?? 0,
    itemStyle: { color: entries[n]?.color, borderColor: ink.surface, borderWidth: 1.5 },
    label: {
      color: onColor(entries[n]?.color ?? ink.accent),
      formatter: () => (isWide(n) ? canvas.words(value, grid.measure) : ""),
    },
  }));
  const radius = Math.max(30, Math.min(box.width, box.height) / 2 - 8);
  const option = {
    textStyle: { fontFamily: "Inter" },
    legend,
    series: [
      {
        type: "pie",
        stillShowZeroSum: false,
        center: [box.width / 2, box.height / 2],
        radius: kind === "pie" ? radius : [radius * 0.58, radius],
        // Slices too thin to be seen are drawn a little wider.
        minAngle: 1,
        data,
        emphasis: { disabled: true },
        label: { ...text(canvas), show: options.labels, position: "inside" },
        labelLine: { show: false },
      },
    ],
  };
  return { option, mark: (_, n) => sliceTitle(grid, n, canvas) };
}

/** A value and its part of the whole. */
export function captionOf(grid: ChartGrid, n: number, { words }: Canvas): string {
  const point = grid.series[0]?.points[n];
  const read = words(point?.value ?? null, grid.measure) || "none";
  const whole = wholeOf(grid);
  return grid.measure.kind === "share"
    ? read
    : `${read} (${percent.format(whole === 0 ? 0 : (point?.size ?? 0) / whole)})`;
}

export function sliceTitle(grid: ChartGrid, n: number, canvas: Canvas) {
  const value = grid.categories[n];
  return (
    value && { title: `${nameOf(value)}: ${captionOf(grid, n, canvas)}`, row: grid.series[0]?.points[n]?.row ?? null }
  );
}

/** A line that begins with Arabic or Hebrew would put its numbers before the name; this mark, which nobody sees, keeps them behind. */
function leftToRight(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? "\u200e" : "";
}

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 });

function wholeOf({ series }: ChartGrid): number {
  return (series[0]?.points ?? []).reduce((sum, { size }) => sum + (size ?? 0), 0);
}
