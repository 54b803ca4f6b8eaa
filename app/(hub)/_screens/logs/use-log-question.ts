"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readLogQuestion, writeLogQuestion, type LogQuestion } from "@/lib/macros/webhook-log-schema";

/** The log's question is its address; a new one starts at the newest page, and Back leads to the one before. */
export function useLogQuestion() {
  const params = useSearchParams();
  const question = useMemo(() => readLogQuestion(params), [params]);
  const ask = useCallback(
    (change: Partial<LogQuestion>) => {
      const query = writeLogQuestion({ ...question, before: undefined, ...change });
      window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
    },
    [question],
  );
  return { question, ask };
}
