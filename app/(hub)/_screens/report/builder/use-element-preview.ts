"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { readLive } from "@/app/(hub)/_screens/report/read-live";
import type { ReportPlace } from "@/app/(hub)/_screens/report/report-place";
import type { Condition } from "@/lib/conditions/schema";
import type { Style } from "@/lib/elements/schema";
import type { PreviewedElement } from "@/lib/reports/preview-element";
import type { UnderlyingRows } from "@/lib/reports/underlying-rows";
import type { DraftDefinition } from "./element-form";

interface Asked {
  /** Null while there is nothing to ask. */
  definition: DraftDefinition | null;
  picked: Style | null;
  /** In pixels; 0 while it is not known. */
  width: number;
  theme: "light" | "dark";
}

/** The element with the data of now, a moment after the last change. What was drawn stays until the new drawing is there. */
export function useElementPreview({ query }: ReportPlace, { definition, picked, width, theme }: Asked) {
  const text = definition && JSON.stringify({ ...definition, ...(picked && { style: picked }) });
  const [asked] = useDebouncedValue(text, 400);
  return useQuery({
    queryKey: ["report-preview", query, asked, width, theme],
    queryFn: ({ signal }) =>
      readLive<PreviewedElement>(
        `/api/reports/preview${query}`,
        { definition: asked, width: String(width), theme },
        signal,
      ),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 60_000,
    retry: false,
    enabled: asked !== null && width > 0,
  });
}

/** A page of the rows behind an element that need not be saved. @throws LiveError */
export async function readPreviewRows(
  { query }: ReportPlace,
  definition: DraftDefinition,
  { drill, after }: { drill: Condition | null; after: string | null },
  signal: AbortSignal,
) {
  return readLive<UnderlyingRows>(
    `/api/reports/preview/rows${query}`,
    { definition: JSON.stringify(definition), drill: drill && JSON.stringify(drill), after },
    signal,
  );
}
