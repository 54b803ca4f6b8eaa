import { axisText, fontSize, nameOf, text, type Canvas, type Sketch } from "./canvas";
import { onColor } from "./colors";
import { distinct, type ChartGrid } from "./grid-of";
import { textWidth } from "./text";

/** More cells than this are only colours: words for each would be ten times the drawing. */
const mostNamed = 2_500;

/** A cross-tab: the first group from top to bottom, the second from left to right, the more the darker. */
export function heatSketch(grid: ChartGrid, canvas: Canvas): Sketch {
  const { ink, width, height, data } = canvas;
  const rows = grid.categories.map(nameOf);
  const columns = distinct(data, 1).map(nameOf);
  const sizes = grid.series.flatMap(({ points }) => points.flatMap(({ size }) => size ?? []));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const left = Math.min(width * 0.3, Math.max(...rows.map((name) => textWidth(name, fontSize))) + 12);
  const cell = { width: (width - left - 12) / columns.length, height: (height - 74) / rows.length };
  const color = (size: number) => ink.scale[stepOf(size, least, most, ink.scale.length)] ?? ink.accent;
  const isNamed = sizes.length <= mostNamed;
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
  const axis = (names: string[], room: number) => ({
    type: "category",
    data: names.map((_, n) => String(n)),
    axisTick: { show: false },
    axisLine: { show: false },
    splitArea: { show: false },
    axisLabel: { ...text(canvas, true), formatter: (n: string) => canvas.fit(names[Number(n)] ?? "", room) },
  });
  const option = {
    textStyle: { fontFamily: "Inter" },
    grid: { left: left + 4, right: 8, top: 26, bottom: 44 },
    xAxis: {
      ...axis(columns, Math.max(36, cell.width - 6)),
      position: "top",
      axisLabel: { ...axis(columns, Math.max(36, cell.width - 6)).axisLabel, interval: Math.ceil(42 / cell.width) - 1 },
    },
    yAxis: {
      ...axis(rows, left - 8),
      inverse: true,
      axisLabel: { ...axis(rows, left - 8).axisLabel, interval: Math.ceil(15 / cell.height) - 1 },
    },
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
        data: cells,
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
  return { option, mark };
}

function stepOf(size: number, least: number, most: number, steps: number): number {
  return most > least ? Math.round(((size - least) / (most - least)) * (steps - 1)) : 0;
}
