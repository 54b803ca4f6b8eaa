"use client";

import { Button, Tooltip } from "@mantine/core";
import { useId } from "react";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import { IconThumbUp } from "@/components/icons/icons";
import { formatCount } from "@/components/kit/format";
import type { ScopeRef } from "@/lib/auth/authorize";
import { voteForTicket } from "./actions";

interface VoteButtonProps {
  scope: ScopeRef;
  ticket: { id: string; displayId: string; votes: number; mine: { votes: boolean; whyNoVote: string | null } };
  /** After the vote was given or taken back. */
  onVoted: () => void;
}

/** How many votes a ticket has, and one's own: given and taken back where the ticket stands in a list. */
export function VoteButton({ scope, ticket, onVoted }: VoteButtonProps) {
  const isHydrated = useHydrated();
  const why = useId();
  const { mine, displayId, votes } = ticket;
  const vote = useAction(() => voteForTicket(scope, { feedbackId: ticket.id, votes: !mine.votes }), {
    success: mine.votes ? "Vote taken back" : `Voted for ${displayId}`,
    onSuccess: onVoted,
  });
  const refusal = mine.votes ? null : mine.whyNoVote;
  return (
    <>
      <Tooltip label={refusal ?? ""} disabled={refusal === null} multiline maw={260}>
        <Button
          variant={mine.votes ? "light" : "default"}
          size="compact-sm"
          leftSection={<IconThumbUp size={14} />}
          aria-label={`Vote for ${displayId}, ${votes === 1 ? "1 vote" : `${formatCount(votes)} votes`}`}
          aria-pressed={mine.votes}
          aria-describedby={refusal ? why : undefined}
          // Still reached by the keyboard, which is told why.
          data-disabled={refusal !== null || undefined}
          aria-disabled={refusal !== null || undefined}
          disabled={!isHydrated}
          loading={vote.pending}
          onClick={() => refusal === null && void vote.run(undefined)}
        >
          {formatCount(votes)}
        </Button>
      </Tooltip>
      {refusal && (
        <span id={why} hidden>
          {refusal}
        </span>
      )}
    </>
  );
}
