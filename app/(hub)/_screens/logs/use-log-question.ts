"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readLogQuestion, writeLogQuestion, type LogQuestion } from "@/lib/macros/webhook-log-schema";

/** The log's question is its address; a new one starts at the newest page, and Back leads to the one before. */
export function useLogQuestion() {
  const params = useSearchParams();
  const question = useMemo(() => readLogQuestion(params), [params]);
  const ask = useCallback((change: Partial<LogQuestion>) => {
    // Not from what is drawn: who changes two filters quickly has changed the address before it is drawn again.
    const latest = readLogQuestion(new URLSearchParams(window.location.search));
    const query = writeLogQuestion({ ...latest, before: undefined, ...change });
    window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
  }, []);
  return { question, ask };
}
