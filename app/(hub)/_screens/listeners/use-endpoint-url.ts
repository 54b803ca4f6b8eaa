"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listenerDraft } from "@/lib/listeners/schema";
import { showEndpoint } from "./actions";
import type { Editor } from "./editor-context";
import { lookupOf, type ListenerForm } from "./listener-form";

/** The API endpoint URL of what the form says now; null while something that it is made of is missing. */
export function useEndpointUrl({ scope, mayWrite }: Editor, id: string, form: ListenerForm, saved: string | null) {
  const { key, apiKeyId, headerOnly } = form;
  const lookup = lookupOf(form);
  // The path and the field that find the target do not stand in the address.
  const draft = listenerDraft.safeParse({ id, key, apiKeyId, headerOnly, lookup: { in: "value", by: "default" } });
  const asked = draft.success
    ? {
        ...draft.data,
        lookup: lookup.in === "body" ? ({ in: "body", path: "id", by: "default" } as const) : draft.data.lookup,
      }
    : null;
  const text = JSON.stringify(asked);
  const [settled] = useDebouncedValue(text, 250);
  const answer = useQuery({
    queryKey: ["listener-endpoint", scope, settled],
    queryFn: async () => {
      const result = await showEndpoint(scope, JSON.parse(settled));
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    enabled: mayWrite && settled !== "null",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  if (asked === null) return null;
  return answer.data ?? saved;
}
