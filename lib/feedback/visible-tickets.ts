import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { nobody, visibleTo } from "./visible";
import { whyNoVote } from "./votes";

export const ticketOrders = ["newest", "votes"] as const;
export type TicketOrder = (typeof ticketOrders)[number];

export interface VisibleTicket {
  id: string;
  displayId: string;
  title: string;
  typeKey: string;
  typeName: string;
  status: string;
  isClosed: boolean;
  createdAt: string;
  isOwn: boolean;
  votes: number;
  /** This person's own. */
  mine: { votes: boolean; whyNoVote: string | null };
}

/** What a participant sees without a list of their own right: their own tickets, and with `shared` the public ones. The first 100. */
export async function listVisibleTickets(
  actor: Can<"feedback.readOwn">,
  { typeKey, shared, order = "newest" }: { typeKey?: string; shared: boolean; order?: TicketOrder },
): Promise<VisibleTicket[]> {
  const rows = await db.feedback.findMany({
    where: {
      ...(shared
        ? visibleTo(actor)
        : { projectId: projectIdOf(actor) ?? nobody, submitterId: actor.personId ?? nobody }),
      ...(typeKey && { type: { key: typeKey } }),
    },
    orderBy: [...(order === "votes" ? [{ voteCount: "desc" as const }] : []), { createdAt: "desc" }, { id: "desc" }],
    take: 100,
    select: {
      id: true,
      displayId: true,
      title: true,
      submitterId: true,
      createdAt: true,
      voteCount: true,
      votes: { where: { userId: actor.personId ?? nobody }, select: { userId: true } },
      duplicateOf: { select: { displayId: true } },
      type: { select: { key: true, name: true } },
      status: { select: { name: true, isClosed: true } },
    },
  });
  return rows.map(({ type, status, submitterId, createdAt, voteCount, votes, duplicateOf, ...row }) => ({
    ...row,
    mine: {
      votes: votes.length > 0,
      whyNoVote: whyNoVote({ displayId: row.displayId, submitterId, status, duplicateOf }, actor.personId ?? nobody),
    },
    typeKey: type.key,
    typeName: type.name,
    status: status.name,
    isClosed: status.isClosed,
    createdAt: createdAt.toISOString(),
    isOwn: submitterId === actor.personId,
    votes: voteCount,
  }));
}
