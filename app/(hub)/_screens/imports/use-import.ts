import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ImportDetail, ImportReason, ImportRowResult } from "@/lib/imports/queries";
import type { Verdict } from "@/lib/imports/states";

export interface ImportAnswer {
  import: ImportDetail;
  rows: { rows: ImportRowResult[]; next: number | null };
  reasons: ImportReason[];
}

export type VerdictChoice = Verdict | "waiting" | null;

interface ImportQuestion {
  scope: ScopeRef;
  first: ImportAnswer;
  verdict: VerdictChoice;
  /** The last line of the page before. */
  after: number | undefined;
}

/** An import as it stands, asked again every second while it moves. */
export function useImport({ scope, first, verdict, after }: ImportQuestion) {
  return useQuery({
    queryKey: ["import", first.import.id, verdict, after],
    queryFn: async ({ signal }): Promise<ImportAnswer> => {
      const query = new URLSearchParams(scope === "community" ? {} : { project: scope.project });
      if (verdict) query.set("verdict", verdict);
      if (after !== undefined) query.set("after", String(after));
      const response = await fetch(`/api/imports/${first.import.id}?${query}`, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return (await response.json()) as ImportAnswer;
    },
    initialData: verdict === null && after === undefined ? first : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && isMoving(data.import) ? 1_000 : false),
  });
}

export function isMoving({ state }: ImportDetail): boolean {
  return state === "checking" || state === "running";
}
