"use client";

import { useQuery } from "@tanstack/react-query";
import { readLive } from "@/app/(hub)/_screens/report/read-live";
import type { ReportPlace } from "@/app/(hub)/_screens/report/report-place";
import type { DescribedSource } from "@/lib/reports/describe-source";

/** What an element of this data source can be made of. */
export function useSource({ query }: ReportPlace, key: string, first: DescribedSource | null) {
  return useQuery({
    queryKey: ["report-source", query, key],
    queryFn: ({ signal }) => readLive<DescribedSource>(`/api/reports/source${query}`, { source: key }, signal),
    initialData: first?.key === key ? first : undefined,
    staleTime: 60_000,
    retry: false,
  });
}
