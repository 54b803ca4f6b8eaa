import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

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
}

/** What a participant sees without a list of their own right: their own tickets, and with `shared` the public ones. The 100 newest. */
export async function listVisibleTickets(
  actor: Can<"feedback.readOwn">,
  { typeKey, shared }: { typeKey?: string; shared: boolean },
): Promise<VisibleTicket[]> {
  const nobody = "00000000-0000-0000-0000-000000000000";
  const own = { submitterId: actor.personId ?? nobody };
  const rows = await db.feedback.findMany({
    where: {
      projectId: projectIdOf(actor) ?? nobody,
      ...(typeKey && { type: { key: typeKey } }),
      ...(shared ? { OR: [own, { visibility: "public" as const }] } : own),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
    select: {
      id: true,
      displayId: true,
      title: true,
      submitterId: true,
      createdAt: true,
      type: { select: { key: true, name: true } },
      status: { select: { name: true, isClosed: true } },
    },
  });
  return rows.map(({ type, status, submitterId, createdAt, ...row }) => ({
    ...row,
    typeKey: type.key,
    typeName: type.name,
    status: status.name,
    isClosed: status.isClosed,
    createdAt: createdAt.toISOString(),
    isOwn: submitterId === actor.personId,
  }));
}
