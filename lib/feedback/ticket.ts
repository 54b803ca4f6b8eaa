import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { origin, type Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RecordChange } from "@/lib/events/schema";
import { listAttachments, type TicketAttachment } from "./ticket-attachments";
import { fieldsFor, findFeedbackType, type FeedbackField, type FeedbackType } from "./types";
import type { TicketValues } from "./values";
import { visibleTo } from "./visible";
import { whyNoVote } from "./votes";

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

export interface TicketLink {
  displayId: string;
  title: string;
  typeKey: string;
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
  /** Of its options and its submitter's teams; times popularity it is the impact. Null for testers, whom weights do not concern. */
  impact: { weight: number; impact: number } | null;
  attachments: TicketAttachment[];
  counts: { comments: number; votes: number; duplicates: number };
  /** The ticket this one says again, where this person may see it. */
  duplicateOf: TicketLink | null;
  /** The newest that say this one again, for staff. */
  duplicates: TicketLink[];
  /** This person's own. */
  mine: { votes: boolean; follows: boolean; whyNoVote: string | null };
  submitter: { id: string; username: string; name: string; score: number; teams: string[] };
  type: FeedbackType;
  comments: TicketComment[];
  changes: TicketChangeRow[];
}

const link = { displayId: true, title: true, type: { select: { key: true } } } as const;

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
  weight: true,
  impact: true,
  commentCount: true,
  voteCount: true,
  duplicateCount: true,
  duplicateOf: { select: { ...link, id: true } },
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
          ...visibleTo(actor),
          displayId: displayId.toUpperCase(),
          type: { key: typeKey },
        },
        select: columns,
      })
    : null;
  const type = row && (await findFeedbackType(db, row.typeId));
  if (!row || !type) throw new AppError("not_found", "There is no such ticket here.");
  const fields = fieldsFor(actor, type);
  const [attachments, comments, changes, submitter, original, duplicates, mine] = await Promise.all([
    listAttachments(actor, { id: row.id, submitterId: row.submitterId, isOpen: !row.status.isClosed }),
    listComments(row.id, staff),
    staff ? listChanges(row.id) : [],
    getSubmitter(row.submitterId, type.projectId),
    row.duplicateOf && findLink(actor, row.duplicateOf.id),
    staff ? listDuplicates(row.id) : [],
    ownPart(row, actor.personId),
  ]);
  const { typeId: _, submitterId: __, commentCount, voteCount, duplicateCount, weight, impact, ...ticket } = row;
  return {
    ...ticket,
    values: ofFields(fields, row.values as TicketValues),
    impact: staff ? { weight, impact } : null,
    attachments,
    createdAt: row.createdAt.toISOString(),
    modifiedAt: row.modifiedAt.toISOString(),
    type: { ...type, fields },
    submitter,
    counts: { comments: commentCount, votes: voteCount, duplicates: duplicateCount },
    duplicateOf: original,
    duplicates,
    mine,
    comments,
    changes,
  };
}

function ofFields(fields: readonly FeedbackField[], values: TicketValues): TicketValues {
  const keys = new Set(fields.map(({ key }) => key));
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)));
}

async function findLink(actor: Can<"feedback.readOwn">, id: string): Promise<TicketLink | null> {
  const row = await db.feedback.findFirst({ where: { AND: [visibleTo(actor), { id }] }, select: link });
  return row && linkOf(row);
}

async function listDuplicates(duplicateOfId: string): Promise<TicketLink[]> {
  const rows = await db.feedback.findMany({
    where: { duplicateOfId },
    orderBy: { id: "desc" },
    take: 20,
    select: link,
  });
  return rows.map(linkOf);
}

function linkOf({ displayId, title, type }: { displayId: string; title: string; type: { key: string } }): TicketLink {
  return { displayId, title, typeKey: type.key };
}

async function ownPart(
  row: { id: string } & Parameters<typeof whyNoVote>[0],
  userId: string | null,
): Promise<Ticket["mine"]> {
  if (!userId) return { votes: false, follows: false, whyNoVote: "Sign in to vote." };
  const where = { feedbackId_userId: { feedbackId: row.id, userId } };
  const [vote, follow] = await Promise.all([
    db.feedbackVote.findUnique({ where, select: { userId: true } }),
    db.feedbackFollow.findUnique({ where, select: { following: true } }),
  ]);
  return { votes: vote !== null, follows: follow?.following ?? false, whyNoVote: whyNoVote(row, userId) };
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
