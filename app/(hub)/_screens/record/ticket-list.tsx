import { formatCount } from "@/components/kit/format";
import { TextLink } from "@/components/kit/text-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable, type SimpleColumn } from "@/components/table/simple-table";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { VisibleTicket } from "@/lib/feedback/visible-tickets";
import { ListVote } from "./list-vote";

interface TicketListProps {
  label: string;
  tickets: VisibleTicket[];
  /** The project's address. */
  base: string;
  scope: ScopeRef;
  mayVote: boolean;
}

/** A short list of tickets for those who have no list of their own to filter. */
export function TicketList({ label, tickets, base, scope, mayVote }: TicketListProps) {
  const columns: SimpleColumn<VisibleTicket>[] = [
    {
      id: "ticket",
      header: "Ticket",
      cell: (ticket) => (
        <TextLink href={`${base}/feedback/${ticket.typeKey}/${ticket.displayId}`}>
          {ticket.displayId} {ticket.title}
        </TextLink>
      ),
    },
    {
      id: "status",
      header: "Status",
      cell: (ticket) => (
        <StatusBadge tone={ticket.isClosed ? "ok" : "info"} variant="plain">
          {ticket.status}
        </StatusBadge>
      ),
    },
    {
      id: "votes",
      header: "Votes",
      align: "end",
      cell: (ticket) => (mayVote ? <ListVote scope={scope} ticket={ticket} /> : formatCount(ticket.votes)),
    },
    { id: "by", header: "From", cell: (ticket) => (ticket.isOwn ? "You" : "Another tester") },
    { id: "at", header: "Submitted", cell: (ticket) => <RelativeTime at={ticket.createdAt} /> },
  ];
  return <SimpleTable label={label} columns={columns} rows={tickets} rowId={({ id }) => id} />;
}
