"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { LogAnswer } from "@/lib/macros/webhook-log";
import { writeLogQuestion, type LogQuestion, type LogRange } from "@/lib/macros/webhook-log-schema";

interface WebhookLogQuery {
  scope: ScopeRef;
  question: LogQuestion;
  usualRange: LogRange;
  first: { question: string; answer: LogAnswer };
}

/** The page of the log that is asked for, read again every few seconds while it is the newest. */
export function useWebhookLog({ scope, question, usualRange, first }: WebhookLogQuery) {
  const asked = writeLogQuestion({ ...question, range: question.range ?? usualRange });
  return useQuery({
    queryKey: ["webhook-log", scope, asked],
    queryFn: async ({ signal }): Promise<LogAnswer> => {
      const query = new URLSearchParams(asked);
      if (scope !== "community") query.set("project", scope.project);
      const response = await fetch(`/api/deliveries?${query}`, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return (await response.json()) as LogAnswer;
    },
    initialData: asked === first.question ? first.answer : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: question.before ? false : 3_000,
  });
}
