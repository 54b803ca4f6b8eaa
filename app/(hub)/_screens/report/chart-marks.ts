import type { SummaryData } from "@/lib/elements/data";

/** A part of a drawing that stands for a row of the answer. */
export interface ChartMark {
  shape: SVGElement;
  row: number;
  /** Its name and value, as the pointer is told. */
  words: string;
}

/** Where a mark stands among the others, and where its middle is. */
export interface MarkPlace {
  /** The value of the first group, in one word. */
  category: string;
  /** The value of the second group, or which of several measures. */
  series: string;
  x: number;
  y: number;
}

export const markKeys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"] as const;
export type MarkKey = (typeof markKeys)[number];

/** All marks that lead to rows, in the order of the drawing. */
export function marksIn(drawing: ParentNode): ChartMark[] {
  return [...drawing.querySelectorAll<SVGElement>("[data-row]")].map((shape) => ({
    shape,
    row: Number(shape.getAttribute("data-row")),
    words: shape.querySelector("title")?.textContent ?? "",
  }));
}

export function placesOf(marks: readonly ChartMark[], { rows }: SummaryData): MarkPlace[] {
  const measures = new Map<number, number>();
  return marks.map(({ shape, row }) => {
    const { left, right, top, bottom } = shape.getBoundingClientRect();
    const measure = (measures.get(row) ?? -1) + 1;
    measures.set(row, measure);
    const [category = "", series = String(measure)] = (rows[row]?.groups ?? []).map(
      ({ kind, key }) => `${kind} ${key}`,
    );
    return { category, series, x: (left + right) / 2, y: (top + bottom) / 2 };
  });
}

/**
 * Which mark a key leads to, from the one at `at`: within a series along the axis of categories, which runs across or down, and from series
 * to series at the same category by where they stand. With one series every arrow goes along. At the end it stays where it is.
 */
export function markAfter(places: readonly MarkPlace[], at: number, key: MarkKey, runsDown: boolean): number {
  const from = places[at];
  if (!from) return 0;
  const indexes = places.map((_, n) => n);
  const along = indexes.filter((n) => places[n]?.series === from.series);
  if (key === "Home") return along[0] ?? at;
  if (key === "End") return along.at(-1) ?? at;
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const isVertical = key === "ArrowUp" || key === "ArrowDown";
  if (isVertical === runsDown || along.length === places.length) return along[along.indexOf(at) + step] ?? at;
  const axis = isVertical ? "y" : "x";
  const across = indexes
    .filter((n) => places[n]?.category === from.category)
    .sort((a, b) => (places[a]?.[axis] ?? 0) - (places[b]?.[axis] ?? 0) || a - b);
  return across[across.indexOf(at) + step] ?? at;
}
