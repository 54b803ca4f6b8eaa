import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { FieldValue } from "@/lib/fields/field";
import { findFeedbackType, type FeedbackType } from "./types";
import type { TicketChange } from "./schema";
import { checkValues, type TicketValues } from "./values";

export interface FieldChange {
  path: string;
  label: string;
  old: FieldValue;
  new: FieldValue;
}

/**
 * Changes a ticket of the actor's project under its row lock and writes one `FeedbackChange`; a change that changes nothing writes none.
 * Old and new values are as people read them.
 * @throws AppError `not_found`, or `invalid` with the member that does not fit.
 */
export function changeFeedbackIn(
  tx: Tx,
  actor: Can<"feedback.write">,
  feedbackId: string,
  change: TicketChange,
  origin: Origin,
): Promise<{ changed: FieldChange[] }> {
  return changeIn(tx, actor, feedbackId, change, origin);
}

/**
 * What the submitter may change of their own ticket while it is open: its title and fields.
 * @throws AppError `not_found` for a ticket of somebody else, `conflict` for a closed one, or `invalid` with the member that does not fit.
 */
export async function changeOwnFeedbackIn(
  tx: Tx,
  actor: Can<"feedback.submit">,
  feedbackId: string,
  change: Pick<TicketChange, "title" | "values">,
  origin: Origin,
): Promise<{ changed: FieldChange[] }> {
  const own = await tx.feedback.findFirst({
    where: { id: feedbackId, submitterId: actor.personId ?? "", projectId: projectIdOf(actor) ?? "" },
    select: { displayId: true, status: { select: { isClosed: true } } },
  });
  if (!own) throw new AppError("not_found", "There is no such ticket of yours in this project.");
  if (own.status.isClosed)
    throw new AppError("conflict", `${own.displayId} is closed and cannot be changed. Write a comment instead.`);
  return changeIn(tx, actor, feedbackId, change, origin);
}

async function changeIn(
  tx: Tx,
  actor: Actor,
  feedbackId: string,
  change: TicketChange,
  origin: Origin,
): Promise<{ changed: FieldChange[] }> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id from feedback where id = ${feedbackId}::uuid and project_id = ${projectIdOf(actor)}::uuid for update`;
  if (locked.length === 0) throw new AppError("not_found", "There is no such ticket in this project.");
  const before = await tx.feedback.findUniqueOrThrow({ where: { id: feedbackId }, select: columns });
  const type = await findFeedbackType(tx, before.typeId);
  if (!type) throw new AppError("not_found", "This ticket's feedback type is gone.");

  const { data, changed } = compare(type, before, change);
  if (changed.length === 0) return { changed };
  await tx.feedback.update({
    where: { id: feedbackId },
    data: { ...data, modifiedAt: new Date() },
    select: { id: true },
  });
  await tx.feedbackChange.create({
    data: {
      feedbackId,
      changes: changed.map((item) => ({ ...item })),
      byId: actor.personId,
      origin,
      chainId: origin.chainId ?? null,
    },
    select: { id: true },
  });
  return { changed };
}

const columns = {
  typeId: true,
  title: true,
  values: true,
  statusId: true,
  resolutionId: true,
  visibility: true,
  blocked: true,
} as const;

interface Before {
  title: string;
  values: unknown;
  statusId: string;
  resolutionId: string | null;
  visibility: "private" | "public";
  blocked: boolean;
}

function compare(type: FeedbackType, before: Before, change: TicketChange) {
  const data: {
    title?: string;
    values?: TicketValues;
    statusId?: string;
    resolutionId?: string | null;
    visibility?: "private" | "public";
    blocked?: boolean;
  } = {};
  const changed: FieldChange[] = [];
  const note = (path: string, label: string, old: FieldValue, now: FieldValue) =>
    changed.push({ path, label, old, new: now });

  if (change.title !== undefined && change.title !== before.title) {
    data.title = change.title;
    note("feedback.title", "Title", before.title, change.title);
  }
  if (change.values) {
    const stored = before.values as TicketValues;
    const given = checkValues(type.fields, change.values);
    const different = Object.entries(given).filter(([key, value]) => (stored[key] ?? null) !== value);
    if (different.length > 0) data.values = { ...stored, ...Object.fromEntries(different) };
    for (const [key, value] of different) {
      const field = type.fields.find((candidate) => candidate.key === key);
      const word = (raw: FieldValue) => field?.options.find((option) => option.value === raw)?.label ?? raw;
      note(`feedback.field.${key}`, field?.label ?? key, word(stored[key] ?? null), word(value));
    }
  }
  if (change.statusKey !== undefined) {
    const status = type.statuses.find((candidate) => candidate.key === change.statusKey);
    if (!status) throw unknown("statusKey", "status", change.statusKey, type.statuses);
    if (status.id !== before.statusId) {
      data.statusId = status.id;
      note(
        "feedback.status",
        "Status",
        type.statuses.find(({ id }) => id === before.statusId)?.name ?? null,
        status.name,
      );
    }
  }
  if (change.resolutionKey !== undefined) {
    const resolution = type.resolutions.find((candidate) => candidate.key === change.resolutionKey) ?? null;
    if (!resolution && change.resolutionKey !== null) {
      throw unknown("resolutionKey", "resolution", change.resolutionKey, type.resolutions);
    }
    if ((resolution?.id ?? null) !== before.resolutionId) {
      data.resolutionId = resolution?.id ?? null;
      const old = type.resolutions.find(({ id }) => id === before.resolutionId)?.name ?? null;
      note("feedback.resolution", "Resolution", old, resolution?.name ?? null);
    }
  }
  if (change.visibility !== undefined && change.visibility !== before.visibility) {
    data.visibility = change.visibility;
    note("feedback.visibility", "Visibility", before.visibility, change.visibility);
  }
  if (change.blocked !== undefined && change.blocked !== before.blocked) {
    data.blocked = change.blocked;
    note("feedback.blocked", "Blocked", before.blocked, change.blocked);
  }
  return { data, changed };
}

function unknown(member: string, what: string, asked: string, known: { name: string }[]): AppError {
  const message = `This feedback type has no ${what} “${asked}”. It has ${known.map(({ name }) => name).join(", ") || "none"}.`;
  return new AppError("invalid", message, { [member]: message });
}
