import { fontSize, text, type Canvas } from "./canvas";
import { onColor } from "./colors";
import type { Point, Series } from "./grid-of";
import { textWidth } from "./text";

export type AxesKind = "bar" | "column" | "line" | "area";

export interface SizedSeries extends Series {
  /** As drawn: of a full stack, shares. */
  sizes: (number | null)[];
}

/** Values beside their points, where they do not run into the next. Of a stack, they stand in or above their parts where these are large enough. */
export function valueLabels(
  kind: AxesKind,
  { points, sizes, measure }: SizedSeries,
  stack: { color: string; scale: number } | null,
  canvas: Canvas,
) {
  if (!canvas.options.labels) return { show: false };
  const inside = stack !== null && (kind === "bar" || kind === "column");
  const every = kind === "line" || kind === "area" ? everyWhich(points, measure, canvas) : 1;
  return {
    ...text(canvas),
    ...(inside && { color: onColor(stack.color) }),
    // On areas of any colour.
    ...(kind === "area" && { textBorderColor: canvas.ink.surface, textBorderWidth: 3 }),
    show: true,
    position: inside ? "inside" : kind === "bar" ? "right" : "top",
    formatter: ({ dataIndex }: { dataIndex: number }) => {
      const words = pointText(points[dataIndex], measure, canvas);
      const wide = textWidth(words, fontSize);
      const isBetween = (points.length - 1 - dataIndex) % every > 0;
      const isThin =
        stack !== null && Math.abs(sizes[dataIndex] ?? 0) * stack.scale < (kind === "bar" ? wide + 6 : fontSize + 3);
      const isWide = kind === "column" && wide > (canvas.width - 60) / points.length + 12;
      return isBetween || isThin || isWide ? "" : words;
    },
  };
}

/** Along a line, every how many points a value can be written, the last one always. */
function everyWhich(points: readonly Point[], measure: Series["measure"], canvas: Canvas): number {
  const widest = Math.max(0, ...points.map((point) => textWidth(pointText(point, measure, canvas), fontSize)));
  return Math.max(1, Math.ceil(((widest + 8) * points.length) / (canvas.width - 60)));
}

function pointText(point: Point | undefined, measure: Series["measure"], { words }: Canvas): string {
  return point?.value === undefined || point.value === null || (point.row === null && point.size === 0)
    ? ""
    : words(point.value, measure);
}

/** Px of a drawing for each one of the largest stack, rather too few: names and legend take some, and the axis ends with a round number. */
export function scaleOf(series: readonly SizedSeries[], isBar: boolean, { height, width }: Canvas): number {
  const most = Math.max(0, ...tops(series, true));
  return most === 0 ? 0 : (isBar ? width * 0.6 : Math.max(20, height - 120)) / (most > 1 ? most * 1.2 : most);
}

/** Of a bar that is less than nothing, beyond its other end. */
export function belowZero(isBar: boolean) {
  return { label: { position: isBar ? "left" : "bottom" } };
}

/** How far each category reaches. */
export function tops(series: readonly { sizes: (number | null)[] }[], isStacked: boolean): number[] {
  if (!isStacked) return series.flatMap(({ sizes }) => sizes.map((size) => size ?? 0));
  return (series[0]?.sizes ?? []).map((_, m) => series.reduce((sum, { sizes }) => sum + Math.max(0, sizes[m] ?? 0), 0));
}
