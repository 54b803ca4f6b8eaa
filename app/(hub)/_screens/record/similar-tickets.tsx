"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import type { SimilarTicket } from "@/lib/feedback/similar";
import classes from "./similar-tickets.module.css";
import type { TicketWords } from "./ticket-form";
import { VoteButton } from "./vote-button";

interface SimilarTicketsProps {
  scope: { project: string };
  typeKey: string;
  base: string;
}

/** While the title is written: what others have said already, to vote for instead. Says nothing when there is none. */
export function SimilarTickets({ scope, typeKey, base }: SimilarTicketsProps) {
  const { control } = useFormContext<TicketWords>();
  const [title] = useDebouncedValue(useWatch({ control, name: "title" }).trim(), 400);
  const client = useQueryClient();
  const { data = [] } = useQuery({
    queryKey: ["similar", scope.project, typeKey, title],
    queryFn: ({ signal }) =>
      fetchSimilar(new URLSearchParams({ project: scope.project, type: typeKey, title }), signal),
    enabled: title.length >= 4,
    placeholderData: keepPreviousData,
    // A help, not a condition: without an answer the form goes on as if there were none.
    retry: false,
  });
  const shown = title.length >= 4 ? data : [];
  return (
    <div role="status" aria-label="Similar tickets">
      {shown.length > 0 && (
        <div className={classes.box}>
          <p className={classes.words}>Is it one of these? Then vote for it instead of saying it again.</p>
          <ul className={classes.list}>
            {shown.map((ticket) => (
              <li key={ticket.id} className={classes.row}>
                <TextLink href={`${base}${ticket.displayId}`} target="_blank">
                  {ticket.displayId} {ticket.title}
                </TextLink>
                <StatusBadge tone="info" variant="plain">
                  {ticket.status}
                </StatusBadge>
                <VoteButton
                  scope={scope}
                  ticket={ticket}
                  onVoted={() => void client.invalidateQueries({ queryKey: ["similar"] })}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

async function fetchSimilar(query: URLSearchParams, signal: AbortSignal): Promise<SimilarTicket[]> {
  const response = await fetch(`/api/feedback/similar?${query}`, { signal });
  if (!response.ok) throw new Error("Similar tickets could not be looked for");
  return (await response.json()) as SimilarTicket[];
}
