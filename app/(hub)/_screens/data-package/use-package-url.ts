"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ScopeRef } from "@/lib/auth/authorize";
import { packageDraft } from "@/lib/data-packages/schema";
import { showPackageUrl } from "./actions";

interface Asked {
  id: string;
  kind: string;
  key: string;
  apiKeyId: string | null;
  headerOnly: boolean;
}

/** The address of what the form says now; null while something that it is made of is missing. */
export function usePackageUrl(scope: ScopeRef, { id, kind, key, apiKeyId, headerOnly }: Asked): string | null {
  const draft = packageDraft.safeParse({ id, kind, key, apiKeyId, headerOnly });
  const [settled] = useDebouncedValue(JSON.stringify(draft.data ?? null), 250);
  const answer = useQuery({
    queryKey: ["package-url", scope, settled],
    queryFn: async () => {
      const result = await showPackageUrl(scope, JSON.parse(settled));
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    enabled: settled !== "null",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return draft.success ? (answer.data ?? null) : null;
}
