"use client";

import { useRouter } from "next/navigation";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { VisibleTicket } from "@/lib/feedback/visible-tickets";
import { VoteButton } from "./vote-button";

/** The vote of a row; the list is read again, because votes are what it may be ordered by. */
export function ListVote({ scope, ticket }: { scope: ScopeRef; ticket: VisibleTicket }) {
  const router = useRouter();
  return <VoteButton scope={scope} ticket={ticket} onVoted={() => router.refresh()} />;
}
