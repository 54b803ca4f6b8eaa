import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { origin, type Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RecordChange } from "@/lib/events/schema";
import { findFeedbackType, type FeedbackType } from "./types";
import type { TicketValues } from "./values";

export interface TicketComment {
  id: string;
  kind: "comment" | "note";
  body: string;
  author: string | null;
  origin: Origin;
  at: string;
}

export interface TicketChangeRow {
  id: string;
  changes: RecordChange[];
  by: string | null;
  origin: Origin;
  at: string;
}

export interface Ticket {
  id: string;
  displayId: string;
  title: string;
  values: TicketValues;
  status: { key: string; name: string; color: string; isClosed: boolean };
  resolution: { key: string; name: string } | null;
  visibility: "private" | "public";
  blocked: boolean;
  createdAt: string;
  modifiedAt: string;
  popularity: number;
  submitter: { id: string; username: string; name: string; score: number; teams: string[] };
  type: FeedbackType;
  comments: TicketComment[];
  changes: TicketChangeRow[];
}

const columns = {
  id: true,
  displayId: true,
  title: true,
  values: true,
  visibility: true,
  blocked: true,
  createdAt: true,
  modifiedAt: true,
  popularity: true,
  typeId: true,
  submitterId: true,
  status: { select: { key: true, name: true, color: true, isClosed: true } },
  resolution: { select: { key: true, name: true } },
} as const;

/**
 * A ticket with its conversation, as this person may see it: participants see their own and public ones, without notes and changes.
 * @throws AppError `not_found`, also for a ticket they may not see
 */
export async function getTicket(actor: Can<"feedback.readOwn">, typeKey: string, displayId: string): Promise<Ticket> {
  const projectId = projectIdOf(actor);
  const staff = may(actor, "feedback.read");
  const row = projectId
    ? await db.feedback.findFirst({
        where: {
          projectId,
          displayId: displayId.toUpperCase(),
          type: { key: typeKey },
          ...(staff ? {} : { OR: [{ submitterId: actor.personId ?? "" }, { visibility: "public" as const }] }),
        },
        select: columns,
      })
    : null;
  const type = row && (await findFeedbackType(db, row.typeId));
  if (!row || !type) throw new AppError("not_found", "There is no such ticket here.");
  const [comments, changes, submitter] = await Promise.all([
    listComments(row.id, staff),
    staff ? listChanges(row.id) : [],
    getSubmitter(row.submitterId, type.projectId),
  ]);
  const { typeId: _, submitterId: __, ...ticket } = row;
  return {
    ...ticket,
    values: row.values as TicketValues,
    createdAt: row.createdAt.toISOString(),
    modifiedAt: row.modifiedAt.toISOString(),
    type,
    submitter,
    comments,
    changes,
  };
}

// A ticket that has gone on for years still opens at once; the oldest are then on the next page of its log.
const most = 500;

async function listComments(feedbackId: string, staff: boolean): Promise<TicketComment[]> {
  const rows = await db.comment.findMany({
    where: { feedbackId, ...(staff ? {} : { kind: "comment" as const }) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: most,
    select: { id: true, kind: true, body: true, origin: true, createdAt: true, author: { select: { username: true } } },
  });
  return rows.map(({ createdAt, author, ...row }) => ({
    ...row,
    author: author?.username ?? null,
    origin: origin.parse(row.origin),
    at: createdAt.toISOString(),
  }));
}

async function listChanges(feedbackId: string): Promise<TicketChangeRow[]> {
  const rows = await db.feedbackChange.findMany({
    where: { feedbackId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: most,
    select: { id: true, changes: true, byId: true, origin: true, at: true },
  });
  return rows.map(({ byId, at, ...row }) => {
    const from = origin.parse(row.origin);
    return {
      id: row.id,
      changes: row.changes as unknown as RecordChange[],
      by: byId ? from.label : null,
      origin: from,
      at: at.toISOString(),
    };
  });
}

async function getSubmitter(id: string, projectId: string): Promise<Ticket["submitter"]> {
  const user = await db.user.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      username: true,
      firstName: true,
      lastName: true,
      participations: { where: { projectId }, select: { score: true } },
      teamMemberships: {
        where: { team: { OR: [{ projectId }, { projectId: null }] } },
        select: { team: { select: { name: true } } },
      },
    },
  });
  return {
    id: user.id,
    username: user.username,
    name: `${user.firstName} ${user.lastName}`.trim() || user.username,
    score: user.participations[0]?.score ?? 0,
    teams: user.teamMemberships.map(({ team }) => team.name).sort(),
  };
}

/** Participants comment on what they may see: their own tickets and public ones. @throws AppError `not_found` */
export async function mayCommentHere(actor: Can<"feedback.comment">, feedbackId: string): Promise<void> {
  const visible = await db.feedback.findFirst({
    where: {
      id: feedbackId,
      projectId: projectIdOf(actor) ?? "00000000-0000-0000-0000-000000000000",
      ...(may(actor, "feedback.read")
        ? {}
        : {
            OR: [
              { submitterId: actor.personId ?? "00000000-0000-0000-0000-000000000000" },
              { visibility: "public" as const },
            ],
          }),
    },
    select: { id: true },
  });
  if (!visible) throw new AppError("not_found", "There is no such ticket here.");
}
