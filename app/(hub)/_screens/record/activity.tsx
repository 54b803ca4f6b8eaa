import {
  IconArrowsExchange,
  IconMessage,
  IconNote,
  IconPencil,
  IconPlugConnected,
  IconTicket,
  IconTrophy,
  IconWebhook,
} from "@/components/icons/icons";
import { TextLink } from "@/components/kit/text-link";
import type { TimelineEntry } from "@/components/kit/timeline";
import { StatusBadge } from "@/components/kit/status-badge";
import type { Origin } from "@/lib/auth/origin";
import type { RecordChange } from "@/lib/events/schema";
import type { Ticket } from "@/lib/feedback/ticket";
import type { CallRow } from "@/lib/listeners/calls";
import type { UserSummary } from "@/lib/users/summary";
import type { DeliveryRow } from "@/lib/webhooks/log";
import { deliveryStateWord } from "@/lib/webhooks/schema";
import { deliveryTone } from "@/app/(hub)/_screens/runs/tones";
import classes from "./record.module.css";

/** The entries of a record's timeline, kind by kind. */
export function ticketComments(comments: Ticket["comments"]): TimelineEntry[] {
  return comments.map((comment) => ({
    id: comment.id,
    at: comment.at,
    icon: comment.kind === "note" ? <IconNote size={14} /> : <IconMessage size={14} />,
    tone: comment.kind === "note" ? "warning" : "info",
    title: (
      <>
        {who(comment.author, comment.origin)} {comment.kind === "note" ? "wrote a note" : "commented"}
        {comment.author && by(comment.origin)}
      </>
    ),
    children: <p className={classes.text}>{comment.body}</p>,
  }));
}

export function ticketChanges(changes: Ticket["changes"]): TimelineEntry[] {
  return changes.map((row) => ({
    id: row.id,
    at: row.at,
    icon: <IconPencil size={14} />,
    title: (
      <>
        {who(row.by, row.origin)} changed {row.changes.map(({ label }) => label).join(", ")}
      </>
    ),
    children: recordChanges(row.changes),
  }));
}

/** Each field with its old and new value. */
export function recordChanges(changes: readonly RecordChange[]) {
  return (
    <ul className={classes.changes}>
      {changes.map((change) => (
        <li key={change.path}>
          {change.label}: {said(change.old)} → {said(change.new)}
        </li>
      ))}
    </ul>
  );
}

export function userComments(comments: UserSummary["comments"]): TimelineEntry[] {
  return comments.map((comment) => ({
    id: comment.id,
    at: comment.at,
    icon: <IconNote size={14} />,
    tone: "info",
    title: (
      <>
        {who(comment.author, comment.origin)} commented{comment.isCommunity ? " in the community" : ""}
        {comment.author && by(comment.origin)}
      </>
    ),
    children: <p className={classes.text}>{comment.body}</p>,
  }));
}

export function points(entries: UserSummary["points"]): TimelineEntry[] {
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    icon: <IconTrophy size={14} />,
    tone: entry.points < 0 ? "warning" : "ok",
    title: (
      <>
        <b>
          {entry.points > 0 ? "+" : ""}
          {entry.points}
        </b>{" "}
        points{entry.reason && `: ${entry.reason}`}
        {by(entry.cause)}
      </>
    ),
  }));
}

export function userTickets(tickets: UserSummary["tickets"], base: string): TimelineEntry[] {
  return tickets.map((ticket) => ({
    id: ticket.id,
    at: ticket.at,
    icon: <IconTicket size={14} />,
    title: (
      <>
        Submitted{" "}
        <TextLink href={`${base}/feedback/${ticket.typeKey}/${ticket.displayId}`}>
          {ticket.displayId} {ticket.title}
        </TextLink>
      </>
    ),
  }));
}

export function webhooks(deliveries: DeliveryRow[], base: string): TimelineEntry[] {
  return deliveries.map((delivery) => ({
    id: delivery.id,
    at: delivery.createdAt,
    icon: <IconWebhook size={14} />,
    tone: deliveryTone[delivery.state],
    title: (
      <>
        Webhook of{" "}
        <TextLink href={`${base}/logs/deliveries/${delivery.id}`}>{delivery.macro?.name ?? "a deleted macro"}</TextLink>{" "}
        <StatusBadge tone={deliveryTone[delivery.state]} variant="plain">
          {`${deliveryStateWord(delivery)}${delivery.lastStatus ? ` ${delivery.lastStatus}` : ""}`}
        </StatusBadge>
      </>
    ),
  }));
}

export function calls(rows: CallRow[], base: string): TimelineEntry[] {
  return rows.map((call) => ({
    id: call.id,
    at: call.at,
    icon: <IconPlugConnected size={14} />,
    title: (
      <>
        <TextLink href={`${base}/logs/calls/${call.id}`}>Call to {call.listenerKey}</TextLink>:{" "}
        {call.outcome.replaceAll("_", " ")}
      </>
    ),
  }));
}

export function submitted(ticket: Ticket): TimelineEntry {
  return {
    id: `${ticket.id}-submitted`,
    at: ticket.createdAt,
    icon: <IconArrowsExchange size={14} />,
    title: (
      <>
        <b>{ticket.submitter.username}</b> submitted {ticket.displayId}
      </>
    ),
  };
}

/** A person by name, else what did it. */
function who(person: string | null, origin: Origin) {
  if (person) return <b>{person}</b>;
  const what = origin.kind === "listener" ? "The listener " : origin.kind === "macro" ? "The macro " : "";
  return (
    <>
      {what}
      <b>{origin.label}</b>
    </>
  );
}

function by(origin: Origin): string {
  if (origin.kind === "listener") return ` through the listener ${origin.label}`;
  if (origin.kind === "macro") return ` through the macro ${origin.label}`;
  return "";
}

function said(value: RecordChange["old"]): string {
  if (value === null) return "empty";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
