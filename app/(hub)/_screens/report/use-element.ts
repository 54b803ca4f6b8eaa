"use client";

import { useComputedColorScheme } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Condition } from "@/lib/conditions/schema";
import type { DrawnElement } from "@/lib/reports/draw-element";
import type { ReportElement } from "@/lib/reports/queries";
import type { UnderlyingRows } from "@/lib/reports/underlying-rows";
import { readLive } from "./read-live";
import { useReport } from "./report-context";
import type { ReportPlace } from "./report-place";

/** All questions of elements begin so. */
export const elementQueries = "report-element";

/**
 * One element of a report, by itself. What it showed stays until the new drawing is there.
 * @param width in pixels; 0 while it is not known, and nothing is asked
 */
export function useElement({ id, definition }: Pick<ReportElement, "id" | "definition">, width: number) {
  const { place, where, refreshingRef } = useReport();
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
          fresh: refreshingRef.current ? "1" : null,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
    enabled: width > 0,
  });
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
