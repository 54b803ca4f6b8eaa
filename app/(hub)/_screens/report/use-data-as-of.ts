"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import type { ElementData } from "@/lib/elements/data";
import type { DrawnElement } from "@/lib/reports/draw-element";
import { elementQueries } from "./use-element";

/** The oldest of the answers on the screen; null while there are none. */
export function useOldestAnswer(): ElementData | null {
  const client = useQueryClient();
  const subscribe = useCallback((changed: () => void) => client.getQueryCache().subscribe(changed), [client]);
  const oldest = useCallback(() => {
    const shown = client.getQueryCache().findAll({ queryKey: [elementQueries], type: "active" });
    const answers = shown.flatMap(({ state }) => (state.data as DrawnElement | undefined)?.data ?? []);
    const [first] = answers.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
    return first ?? null;
  }, [client]);
  return useSyncExternalStore(subscribe, oldest, () => null);
}

/** "10:32 CET"; of another day with its date. */
export function asOfWords({ asOf, zone }: { asOf: string; zone: string }): string {
  const day = (at: Date) => at.toLocaleDateString("en-GB", { timeZone: zone });
  const at = new Date(asOf);
  const isToday = day(at) === day(new Date());
  return at.toLocaleString("en-GB", {
    timeZone: zone,
    timeZoneName: "short",
    hour: "2-digit",
    minute: "2-digit",
    ...(!isToday && { day: "numeric", month: "short", year: "numeric" }),
  });
}
