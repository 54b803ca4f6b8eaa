"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { decodeTableState, encodeTableState, type TableState } from "@/lib/conditions/table-state";
import { AppError } from "@/lib/errors/app-error";

export interface ListState {
  state: TableState;
  /** Set when the address cannot be read; the list then shows nothing instead of everything. */
  problem: string | null;
  /** A new question: goes into the address, starts at its first page, and Back leads to the one before. */
  change: (change: Partial<TableState>) => void;
}

/** The list's state is its address. */
export function useListState(): ListState {
  const params = useSearchParams();
  const { state, problem } = useMemo(() => read(params), [params]);
  const change = useCallback(
    (changed: Partial<TableState>) => {
      const next = encodeTableState({ ...state, cursor: undefined, ...changed });
      const query = next.toString();
      window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
    },
    [state],
  );
  return { state, problem, change };
}

function read(params: URLSearchParams): { state: TableState; problem: string | null } {
  try {
    return { state: decodeTableState(params), problem: null };
  } catch (error) {
    if (error instanceof AppError) return { state: {}, problem: error.message };
    throw error;
  }
}
