import { fontSize, text, type Canvas } from "./canvas";
import type { ChartGrid } from "./grid-of";
import { textWidth } from "./text";

interface Labels {
  width: number;
  /** Every how many names one is written; 0: all. */
  interval: number;
  rotate?: number;
}

/** The names along an axis: beside bars, below columns and points. */
export function categoryAxis(isBar: boolean, names: readonly string[], { isOrdered }: ChartGrid, canvas: Canvas) {
  const widths = names.map((name) => textWidth(name, fontSize) + 4);
  const labels = isBar ? beside(Math.max(...widths), names.length, canvas) : below(widths, isOrdered, canvas);
  return {
    type: "category",
    data: names.map((_, n) => String(n)),
    inverse: isBar,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: canvas.ink.line } },
    axisLabel: {
      ...text(canvas, !isBar),
      formatter: (n: string) => canvas.fit(names[Number(n)] ?? "", labels.width),
      interval: labels.interval,
      rotate: labels.rotate,
    },
  };
}

function beside(longest: number, count: number, { width, height }: Canvas): Labels {
  return { width: Math.min(width * 0.35, longest), interval: intervalOf(height - 30, count, 15) };
}

/** In an order, some names are enough, and those are whole. Others are all written, aslant where they are too long for their place. */
function below(widths: readonly number[], isOrdered: boolean, { width, height }: Canvas): Labels {
  const room = width - 60;
  const count = widths.length;
  if (isOrdered) return { width: 120, interval: intervalOf(room, count, Math.min(120, apart(widths)) + 8) };
  const longest = Math.max(...widths);
  const place = room / count - 8;
  if (longest <= place || place >= 60) return { width: Math.min(140, place), interval: 0 };
  // Lines of text aslant need more room beside each other than upright ones.
  if (place + 8 >= 19) return { width: Math.min(96, height * 0.4), rotate: 40, interval: 0 };
  return { width: Math.min(110, height * 0.45), rotate: 90, interval: intervalOf(room, count, 14) };
}

/** How far from each other the middles of two neighbours must be. Only the first may be much longer than the others. */
function apart([first = 0, ...others]: readonly number[]): number {
  const longest = Math.max(0, ...others);
  return Math.max(longest, (first + longest) / 2);
}

function intervalOf(room: number, count: number, each: number): number {
  return Math.max(0, Math.ceil((count * each) / Math.max(room, each)) - 1);
}
