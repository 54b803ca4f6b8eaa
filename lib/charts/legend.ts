import { text, type Canvas } from "./canvas";
import { textWidth } from "./text";
import { fontSize } from "./canvas";

const row = 22;
const mark = 18;
const gap = 14;

export interface LegendEntry {
  name: string;
  color: string;
  /** How it is marked in the drawing, where not by its colour alone. */
  icon?: string;
}

/** Names above a chart, over as many lines as they need. `id` is what the series is called; names may be alike. */
export function legendAbove(entries: readonly LegendEntry[], canvas: Canvas) {
  if (entries.length < 2) return { legend: undefined, height: 0 };
  const names = entries.map(({ name }) => canvas.fit(name, Math.min(180, canvas.width - mark - gap)));
  const legend = {
    ...shape(entries, names, canvas),
    top: 0,
    left: 0,
    right: 0,
    orient: "horizontal",
  };
  return { legend, height: rowsOf(names, canvas.width) * row + 6 };
}

/** Names one below the other. */
export function legendBeside(entries: readonly LegendEntry[], canvas: Canvas, box: { left: number; width: number }) {
  const names = entries.map(({ name }) => canvas.fit(name, box.width - mark));
  return { ...shape(entries, names, canvas), left: box.left, top: "middle", orient: "vertical" };
}

export const legendRow = row;

function shape(entries: readonly LegendEntry[], names: readonly string[], canvas: Canvas) {
  return {
    data: entries.map(({ color, icon }, n) => ({
      name: String(n),
      itemStyle: { color, borderWidth: 0 },
      ...(icon && { icon }),
    })),
    formatter: (n: string) => names[Number(n)] ?? "",
    textStyle: text(canvas),
    icon: "roundRect",
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 8,
    selectedMode: false,
    padding: 0,
  };
}

function rowsOf(names: readonly string[], width: number): number {
  let [rows, used] = [1, 0];
  for (const name of names) {
    const size = textWidth(name, fontSize) + mark + gap;
    if (used > 0 && used + size > width) [rows, used] = [rows + 1, 0];
    used += size;
  }
  return rows;
}
