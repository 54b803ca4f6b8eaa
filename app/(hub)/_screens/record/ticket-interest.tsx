"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { IconThumbUp } from "@/components/icons/icons";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import { formatCount } from "@/components/kit/format";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import { followTicket, voteForTicket } from "./actions";

interface TicketInterestProps {
  scope: ScopeRef;
  feedbackId: string;
  votes: number;
  mine: { votes: boolean; follows: boolean; whyNoVote: string | null };
  mayVote: boolean;
  /** How the popularity comes about, for staff. */
  popularity: string | null;
  /** What that makes with the ticket's weight, for staff. */
  impact: string | null;
}

/** How much people care for a ticket, and what one does about it oneself: vote, follow. Saved at once. */
export function TicketInterest({ scope, feedbackId, votes, mine, mayVote, popularity, impact }: TicketInterestProps) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const why = useId();
  const vote = useAction(() => voteForTicket(scope, { feedbackId, votes: !mine.votes }), {
    success: mine.votes ? "Vote taken back" : "Voted",
    onSuccess: () => router.refresh(),
  });
  const follow = useAction(() => followTicket(scope, { feedbackId, following: !mine.follows }), {
    success: mine.follows ? "You get no more mails about this ticket" : "You get a mail when something happens here",
    onSuccess: () => router.refresh(),
  });
  const refusal = mine.votes ? null : mine.whyNoVote;
  const words = votes === 1 ? "1 vote" : `${formatCount(votes)} votes`;
  return (
    <Section title="Interest">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Text fw={600}>{words}</Text>
          {mayVote && (
            <Button
              variant={mine.votes ? "light" : "default"}
              leftSection={<IconThumbUp size={16} />}
              aria-pressed={mine.votes}
              aria-describedby={refusal ? why : undefined}
              disabled={refusal !== null || !isHydrated}
              loading={vote.pending}
              onClick={() => void vote.run(undefined)}
            >
              Vote
            </Button>
          )}
        </Group>
        {mayVote && refusal && (
          <Text id={why} size="sm" c="dimmed">
            {refusal}
          </Text>
        )}
        <Group justify="space-between" gap="sm" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {mine.follows
              ? "You are told by mail of comments and of what becomes of it."
              : "You do not follow this ticket."}
          </Text>
          <Button
            variant="default"
            flex="none"
            disabled={!isHydrated}
            loading={follow.pending}
            onClick={() => void follow.run(undefined)}
          >
            {mine.follows ? "Unfollow" : "Follow"}
          </Button>
        </Group>
        {popularity && (
          <Text size="sm" c="dimmed">
            {popularity}
          </Text>
        )}
        {impact && (
          <Text size="sm" c="dimmed">
            {impact}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
