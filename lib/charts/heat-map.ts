import { axisNames } from "./axis-names";
import { axisText, fontSize, text, type Canvas, type Sketch } from "./canvas";
import { onColor } from "./colors";
import type { ChartGrid } from "./grid-of";
import { textWidth } from "./text";

/** More cells than this are only colours, a path for each shade: words and a shape for each would take seconds. */
const mostNamed = 1_000;
const shades = 24;
/** For the scale below. */
const bottom = 44;

/** A cross-tab: the first group from top to bottom, the second from left to right, the more the darker. */
export function heatSketch(grid: ChartGrid, canvas: Canvas): Sketch {
  const { ink, width, height, data } = canvas;
  const rows = axisNames(grid.categories, grid.bucket);
  const columns = axisNames(
    grid.series.map(({ value }) => value),
    data.groups[1]?.bucket,
  );
  const sizes = grid.series.flatMap(({ points }) => points.flatMap(({ size }) => size ?? []));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const left = Math.min(width * 0.3, Math.max(...rows.map((name) => textWidth(name, fontSize))) + 12);
  const longest = Math.max(...columns.map((name) => textWidth(name, fontSize)));
  // Names that are too long for their column are written aslant.
  const isSlanted = longest > (width - left - 12) / columns.length - 6;
  const top = isSlanted ? Math.min(64, longest * 0.65 + 16) : 26;
  const cell = { width: (width - left - 12) / columns.length, height: (height - top - bottom) / rows.length };
  const color = (size: number) => ink.scale[stepOf(size, least, most, ink.scale.length)] ?? ink.accent;
  const isNamed = sizes.length <= mostNamed;
  const corner = {
    x: left + 4,
    y: top,
    width: (width - left - 12) / columns.length,
    height: (height - top - bottom) / rows.length,
  };
  const cells = grid.series.flatMap(({ points }, x) =>
    points.flatMap(({ size, value }, y) => {
      if (size === null) return [];
      const words = canvas.words(value, grid.measure);
      const fits = cell.height >= 16 && textWidth(words, fontSize) + 6 <= cell.width;
      return [
        {
          value: [x, y, size],
          label: fits ? { show: true, color: onColor(color(size)), formatter: () => words } : undefined,
          point: [x, y],
        },
      ];
    }),
  );
  const names = (all: string[], room: number, interval: number, rotate: number) => ({
    type: "category",
    data: all.map((_, n) => String(n)),
    axisTick: { show: false },
    axisLine: { show: false },
    splitArea: { show: false },
    axisLabel: {
      ...text(canvas, true),
      interval,
      rotate,
      formatter: (n: string) => canvas.fit(all[Number(n)] ?? "", room),
    },
  });
  const option = {
    textStyle: { fontFamily: "Inter" },
    grid: { left: left + 4, right: 8, top, bottom },
    xAxis: {
      ...names(
        columns,
        isSlanted ? 78 : cell.width - 6,
        Math.ceil((isSlanted ? 15 : 1) / cell.width) - 1,
        isSlanted ? 40 : 0,
      ),
      position: "top",
    },
    yAxis: { ...names(rows, left - 8, Math.ceil(15 / cell.height) - 1, 0), inverse: true },
    visualMap: {
      type: "continuous",
      min: least,
      max: most > least ? most : least + 1,
      calculable: false,
      show: most > least,
      inRange: { color: [...ink.scale] },
      orient: "horizontal",
      left: "center",
      bottom: 4,
      itemWidth: 12,
      itemHeight: 120,
      text: [axisText(most, grid.measure, canvas), axisText(least, grid.measure, canvas)],
      textStyle: text(canvas, true),
    },
    series: [
      {
        type: "heatmap",
        data: isNamed ? cells : [],
        emphasis: { disabled: true },
        itemStyle: { borderColor: ink.surface, borderWidth: isNamed ? 1 : 0 },
        label: { ...text(canvas), show: false },
      },
    ],
  };
  const mark: Sketch["mark"] = (_, n) => {
    const [x = 0, y = 0] = cells[n]?.point ?? [];
    const point = grid.series[x]?.points[y];
    if (!point || !isNamed) return undefined;
    return { title: `${rows[y]}, ${columns[x]}: ${canvas.words(point.value, grid.measure)}`, row: point.row };
  };
  return {
    option,
    mark,
    under: isNamed
      ? ""
      : tiles(grid, corner, (size) => (most > least ? (size - least) / (most - least) : 0), ink.scale),
  };
}

interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** All cells as one path for each shade. */
function tiles(
  { series }: ChartGrid,
  { x, y, width, height }: Tile,
  partOf: (size: number) => number,
  scale: readonly string[],
): string {
  const paths = new Map<number, string>();
  for (const [column, { points }] of series.entries()) {
    for (const [row, { size }] of points.entries()) {
      if (size === null) continue;
      const shade = Math.round(partOf(size) * shades);
      const at = `M${(x + column * width).toFixed(1)} ${(y + row * height).toFixed(1)}`;
      paths.set(shade, `${paths.get(shade) ?? ""}${at}h${width.toFixed(2)}v${height.toFixed(2)}h-${width.toFixed(2)}z`);
    }
  }
  return [...paths].map(([shade, path]) => `<path fill="${mixed(scale, shade / shades)}" d="${path}"/>`).join("");
}

/** The colour at a part of a scale, between its steps too. */
function mixed(scale: readonly string[], part: number): string {
  const at = part * (scale.length - 1);
  const [from, to] = [scale[Math.floor(at)] ?? "", scale[Math.ceil(at)] ?? ""];
  const channels = [1, 3, 5].map((n) => {
    const [a, b] = [from, to].map((hex) => Number.parseInt(hex.slice(n, n + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * (at % 1))
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}

function stepOf(size: number, least: number, most: number, steps: number): number {
  return most > least ? Math.round(((size - least) / (most - least)) * (steps - 1)) : 0;
}
