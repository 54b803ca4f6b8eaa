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
  const longest = Math.max(...names.map((name) => textWidth(name, fontSize))) + 4;
  const labels = isBar ? beside(longest, names.length, canvas) : below(longest, names.length, isOrdered, canvas);
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

/**
 * Of times some names are enough, and those are whole; of many ranges of numbers too. Others are all written, aslant where they are too long
 * for their place.
 */
function below(longest: number, count: number, isOrdered: boolean, { width, height, data }: Canvas): Labels {
  const room = width - 60;
  const interval = intervalOf(room, count, Math.min(140, longest) + 8);
  const isFewRanges = data.groups[0]?.edges !== undefined && count <= 8;
  if (isOrdered && (interval === 0 || !isFewRanges)) return { width: 140, interval };
  const place = room / count - 8;
  if (longest <= place || (place >= 60 && !isFewRanges)) return { width: Math.min(140, place), interval: 0 };
  // Lines of text aslant need more room beside each other than upright ones.
  if (place + 8 >= 19) return { width: Math.min(96, height * 0.4), rotate: 40, interval: 0 };
  return { width: Math.min(110, height * 0.45), rotate: 90, interval: intervalOf(room, count, 14) };
}

function intervalOf(room: number, count: number, each: number): number {
  return Math.max(0, Math.ceil((count * each) / Math.max(room, each)) - 1);
}
