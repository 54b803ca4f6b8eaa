"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { FilterCounts } from "@/components/filter-builder/filter-builder";
import type { Condition } from "@/lib/conditions/schema";
import { encodeTableState, type TableState } from "@/lib/conditions/table-state";
import type { GroupCount } from "@/lib/sources/group";
import type { CountAnswer, ListAnswer } from "@/lib/views/answer-list";
import type { RecordAnswer } from "@/lib/views/answer-record";
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

/** How many match, which no page and no sort order changes: at once "more than 10,000" where there are more, and then how many. */
export function useRecordCount(api: string, state: TableState, enabled = true, first: FirstAnswer | null = null) {
  const { filter, condition, search } = state;
  const asked = { filter, condition, search };
  const key = encodeTableState(asked).toString();
  const counting = api.replace("?", "/count?");
  const quick = useQuery({
    initialData: first?.key === encodeTableState(state).toString() ? first.count : undefined,
    initialDataUpdatedAt: first?.at,
    queryKey: ["record-count", api, key],
    queryFn: ({ signal }) => read<CountAnswer>(counting, asked, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
  const isOpen = quick.data && !quick.isPlaceholderData && !(quick.data.matching.exact && quick.data.total.exact);
  const whole = useQuery({
    queryKey: ["record-count", api, key, "exact"],
    queryFn: ({ signal }) => read<CountAnswer>(`${counting}&exact=1`, asked, signal),
    // What takes too long once does so again; "more than" is no lie.
    retry: false,
    enabled: enabled && isOpen === true,
  });
  return isOpen && whole.data ? { ...quick, data: whole.data } : quick;
}

/** What a filter that is being built finds, and what each of its parts leaves over. Null until anything is counted. */
export function useFilterCounts(api: string, draft: Condition): FilterCounts | null {
  const [condition] = useDebouncedValue(draft, 300);
  const { data } = useRecordCount(api, { condition });
  const key = encodeTableState({ condition }).toString();
  const { data: narrowed } = useQuery({
    queryKey: ["record-count", api, key, "steps"],
    queryFn: ({ signal }) => read<CountAnswer>(`${api.replace("?", "/count?")}&steps=1`, { condition }, signal),
    retry: false,
    // One part leaves over what the whole does.
    enabled: condition.match === "all" && condition.conditions.length > 1,
  });
  if (!data) return null;
  // Places mean something only in the filter that was counted.
  return { ...data, steps: condition === draft ? narrowed?.steps : undefined };
}

/** One record by its id or name, and why it is (not) in the list. @throws ListError in the server's words */
export async function readRecord(api: string, state: TableState, named: string, signal: AbortSignal) {
  const asked = { ...state, cursor: undefined };
  return read<RecordAnswer>(api.replace("?", `/record?named=${encodeURIComponent(named)}&`), asked, signal);
}

/** The address of the whole list, all its pages, as a CSV file. */
export function exportHref(api: string, { cursor: _, ...state }: TableState): string {
  return addressOf(api.replace("?", "/export?"), state);
}

/** What the whole list is, all its pages, for a file made in the background. */
export function listQuery({ cursor: _, ...state }: TableState): string {
  return encodeTableState(state).toString();
}

/** How many records each head of a grouped list stands for; null until they are counted. */
export function useGroupCounts(
  api: string,
  state: TableState,
  enabled: boolean,
): ReadonlyMap<string | null, number> | null {
  const { filter, condition, search, group, view } = state;
  const asked = { filter, condition, search, group, view };
  const { data } = useQuery({
    queryKey: ["record-count", api, encodeTableState(asked).toString(), "groups"],
    queryFn: ({ signal }) => read<GroupCount[]>(api.replace("?", "/groups?"), asked, signal),
    select: countByKey,
    placeholderData: keepPreviousData,
    retry: false,
    enabled,
  });
  return data ?? null;
}

function countByKey(groups: GroupCount[]): ReadonlyMap<string | null, number> {
  return new Map(groups.map(({ key, count }) => [key, count]));
}

/** What the server said no to, in its own words. */
export class ListError extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

async function read<T>(api: string, state: TableState, signal: AbortSignal): Promise<T> {
  const response = await fetch(addressOf(api, state), { signal });
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  throw new ListError(
    body.message ?? `The server answered ${response.status}. Try again in a moment.`,
    response.status,
  );
}

function addressOf(api: string, state: TableState): string {
  const query = encodeTableState(state).toString();
  return query ? `${api}&${query}` : api;
}
