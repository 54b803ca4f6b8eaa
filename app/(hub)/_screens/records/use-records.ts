"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { encodeTableState, type TableState } from "@/lib/conditions/table-state";
import type { CountAnswer, ListAnswer } from "@/lib/views/answer-list";
import type { FirstAnswer } from "./records-props";

/** The page of records that the state asks for. Old rows stay until the new ones are there. */
export function useRecords(api: string, state: TableState, enabled: boolean, first: FirstAnswer | null) {
  const key = encodeTableState(state).toString();
  return useQuery({
    queryKey: ["records", api, key],
    initialData: first?.key === key ? first.list : undefined,
    initialDataUpdatedAt: first?.at,
    queryFn: ({ signal }) => read<ListAnswer>(api, state, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** How many match, which no page and no sort order changes. */
export function useRecordCount(api: string, state: TableState, enabled = true, first: FirstAnswer | null = null) {
  const { filter, condition, search } = state;
  const asked = { filter, condition, search };
  return useQuery({
    initialData: first?.key === encodeTableState(state).toString() ? first.count : undefined,
    initialDataUpdatedAt: first?.at,
    queryKey: ["record-count", api, encodeTableState(asked).toString()],
    queryFn: ({ signal }) => read<CountAnswer>(api.replace("?", "/count?"), asked, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** What the server said no to, in its own words. */
export class ListError extends Error {}

async function read<T>(api: string, state: TableState, signal: AbortSignal): Promise<T> {
  const query = encodeTableState(state).toString();
  const response = await fetch(query ? `${api}&${query}` : api, { signal });
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  throw new ListError(body.message ?? `The server answered ${response.status}. Try again in a moment.`);
}
