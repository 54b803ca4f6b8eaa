"use client";

import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Condition } from "@/lib/conditions/schema";
import type { DrawnElement } from "@/lib/reports/draw-element";
import type { ReportElement } from "@/lib/reports/queries";
import type { UnderlyingRows } from "@/lib/reports/underlying-rows";
import { readLive } from "./read-live";
import type { ReportPlace } from "./report-place";

/** All questions of elements begin so. */
export const elementQueries = "report-element";

interface HowShown {
  place: ReportPlace;
  /** What the viewer chose. */
  where: Condition | null;
  /** In pixels; 0 while it is not known, and nothing is asked. */
  width: number;
  /** Whether to ask for the data of now, however fresh the last answer is. */
  isFresh: () => boolean;
}

/** One element of a report, by itself. What it showed stays until the new drawing is there. */
export function useElement(
  { id, definition }: Pick<ReportElement, "id" | "definition">,
  { place, where, width, isFresh }: HowShown,
) {
  const theme = useComputedColorScheme("light");
  return useQuery({
    queryKey: [elementQueries, id, definition, where, width, theme],
    queryFn: ({ signal }) =>
      readLive<DrawnElement>(
        `/api/reports/elements/${id}${place.query}`,
        {
          width: String(width),
          theme,
          where: where && JSON.stringify(where),
          fresh: isFresh() ? "1" : null,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
    enabled: width > 0,
  });
}

/** In which width something is drawn within a box: in steps, so that dragging a window does not draw everything anew with every pixel. */
export function useDrawnWidth<E extends HTMLElement>() {
  const { ref, width } = useElementSize<E>();
  return { ref, width: drawnWidth(width) };
}

/** @param room of the box in pixels, 24 of them its own; 0 while it is not known @param most drawn wider than this it is stretched */
export function drawnWidth(room: number, most = 1_600): number {
  return room === 0 ? 0 : Math.min(Math.max(Math.floor((room - 24) / 40) * 40, 200), most);
}

interface AskedRows {
  where: Condition | null;
  /** What the rows behind a part of the drawing have in common; null for all rows of the element. */
  drill: Condition | null;
  after: string | null;
}

/** A page of the rows behind an element. @throws LiveError */
export async function readRows({ query }: ReportPlace, id: string, asked: AskedRows, signal: AbortSignal) {
  return readLive<UnderlyingRows>(
    `/api/reports/elements/${id}/rows${query}`,
    {
      where: asked.where && JSON.stringify(asked.where),
      drill: asked.drill && JSON.stringify(asked.drill),
      after: asked.after,
    },
    signal,
  );
}
