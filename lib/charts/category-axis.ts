import type { GroupValue } from "@/lib/elements/data";
import type { DateBucket } from "@/lib/elements/schema";
import { text, type Canvas } from "./canvas";
import type { ChartGrid } from "./grid-of";
import { intervalOf, widthOf, type Labels } from "./name-lines";
import { namesBelow } from "./names-below";
import { namesBeside } from "./names-beside";

/** The names along an axis: beside bars, below columns and points. */
export function categoryAxis(isBar: boolean, names: readonly string[], grid: ChartGrid, canvas: Canvas) {
  const labels = isBar
    ? namesBeside(names, canvas)
    : grid.bucket
      ? belowTime(names, grid.bucket, canvas)
      : namesBelow(names, canvas.width, canvas.height * 0.5);
  return {
    type: "category",
    data: names.map((_, n) => String(n)),
    inverse: isBar,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: canvas.ink.line } },
    axisLabel: {
      ...text(canvas, !isBar),
      formatter: (n: string) => {
        const name = names[Number(n)] ?? "";
        return (labels.lines?.(name) ?? [name]).map((line) => canvas.fit(line, labels.width, name)).join("\n");
      },
      interval: withRest(labels.interval, grid.categories),
      rotate: labels.rotate,
    },
  };
}

/** Of time, some names are enough, and those are whole. A month stands above its year where all have room then. */
function belowTime(names: readonly string[], bucket: DateBucket, { width }: Canvas): Labels {
  const widths = names.map(widthOf);
  const each = Math.min(120, apart(widths)) + 8;
  const room = width - 60;
  if (room / names.length < each && ["month", "quarter"].includes(bucket) && fitInTwo(names, room / names.length - 8))
    return { width: 120, interval: 0, lines: twoLines };
  return { width: 120, interval: intervalOf(room, names.length, each) };
}

/** Every so many names, and those at the end that are no part of the order: nobody could tell what "None" is. */
function withRest(interval: number, categories: readonly GroupValue[]): number | ((n: number) => boolean) {
  const rest = categories.findIndex(({ kind }) => kind !== "value");
  if (interval === 0 || rest < 0) return interval;
  return (n) => n >= rest || (n % (interval + 1) === 0 && n + interval < rest);
}

function fitInTwo(names: readonly string[], place: number): boolean {
  return names.every((name) => twoLines(name).every((line) => widthOf(line) <= place));
}

/** Broken between two words, so that the longer line is as short as can be. */
function twoLines(name: string): string[] {
  const words = name.trim().split(/\s+/);
  const ways = words.map((_, n) => [words.slice(0, n).join(" "), words.slice(n).join(" ")].filter(Boolean));
  const longer = (way: readonly string[]) => Math.max(...way.map(widthOf));
  return ways.reduce((best, way) => (longer(way) < longer(best) ? way : best));
}

/** How far from each other the middles of two neighbours must be. Only the first may be much longer than the others. */
function apart([first = 0, ...others]: readonly number[]): number {
  const longest = Math.max(0, ...others);
  return Math.max(longest, (first + longest) / 2);
}
