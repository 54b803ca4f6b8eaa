import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RecordChange } from "@/lib/events/schema";
import type { FieldValue } from "@/lib/fields/field";
import { linkDuplicateIn, lockOriginalIn } from "./duplicates";
import { noteChangeIn } from "./note-change";
import { fieldsFor, findFeedbackType, type FeedbackType } from "./types";
import type { TicketChange } from "./schema";
import { nobody } from "./visible";
import { checkValues, type TicketValues } from "./values";
import { requireMaySet } from "./workflow";

/** What a change did, as it could be asked again: the members it touched, before and after. */
export interface Changed {
  changed: RecordChange[];
  before: TicketChange;
  after: TicketChange;
}

/**
 * Changes a ticket of the actor's project under its row lock and writes one `FeedbackChange`; a change that changes nothing writes none.
 * Old and new values are as people read them.
 * @throws AppError `not_found`; `invalid` with the member that does not fit; `forbidden` for a status that others set
 */
export function changeFeedbackIn(
  tx: Tx,
  actor: Can<"feedback.write">,
  feedbackId: string,
  change: TicketChange,
  origin: Origin,
): Promise<Changed> {
  return changeIn(tx, actor, feedbackId, change, origin);
}

/**
 * Puts back what a change did, unless somebody changed one of its members since.
 * @throws AppError as `changeFeedbackIn`, and `conflict` naming what was changed since
 */
export async function undoChangeIn(
  tx: Tx,
  actor: Can<"feedback.write">,
  feedbackId: string,
  { before, after }: Pick<Changed, "before" | "after">,
  origin: Origin,
): Promise<void> {
  const { type, held } = await lockedTicket(tx, actor, feedbackId);
  const since = compare(type, held, after).changed.map(({ label }) => label);
  if (since.length > 0) throw new AppError("conflict", `Somebody has changed ${since.join(" and ")} since.`);
  await changeIn(tx, actor, feedbackId, before, origin);
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
): Promise<{ changed: RecordChange[] }> {
  const own = await tx.feedback.findFirst({
    where: { id: feedbackId, submitterId: actor.personId ?? nobody, projectId: projectIdOf(actor) ?? nobody },
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
): Promise<Changed> {
  const { type, held } = await lockedTicket(tx, actor, feedbackId);
  const original = change.duplicateOf ? await lockOriginalIn(tx, actor, feedbackId, change.duplicateOf) : null;
  const asked = original ? { ...change, duplicateOf: original.displayId } : change;
  const { data, changed, before, after } = compare({ ...type, fields: fieldsFor(actor, type) }, held, asked);
  if (changed.length === 0) return { changed, before, after };
  const status = data.statusId && type.statuses.find(({ id }) => id === data.statusId);
  if (status && origin.kind === "person") await requireMaySet(tx, actor, status);
  if (after.duplicateOf !== undefined) await linkDuplicateIn(tx, { ...held, id: feedbackId }, original);
  await tx.feedback.update({
    where: { id: feedbackId },
    data: { ...data, modifiedAt: new Date(), modifiedById: actor.personId },
    select: { id: true },
  });
  await noteChangeIn(tx, actor, { id: feedbackId, typeId: type.id }, changed, origin);
  return { changed, before, after };
}

async function lockedTicket(tx: Tx, actor: Actor, feedbackId: string): Promise<{ type: FeedbackType; held: Held }> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id from feedback where id = ${feedbackId}::uuid and project_id = ${projectIdOf(actor)}::uuid for update`;
  if (locked.length === 0) throw new AppError("not_found", "There is no such ticket in this project.");
  const held = await tx.feedback.findUniqueOrThrow({ where: { id: feedbackId }, select: columns });
  const type = await findFeedbackType(tx, held.typeId);
  if (!type) throw new AppError("not_found", "This ticket's feedback type is gone.");
  return { type, held };
}

const columns = {
  typeId: true,
  title: true,
  values: true,
  statusId: true,
  resolutionId: true,
  visibility: true,
  blocked: true,
  submitterId: true,
  duplicateOf: { select: { id: true, displayId: true } },
} as const;

interface Held {
  submitterId: string;
  duplicateOf: { id: string; displayId: string } | null;
  title: string;
  values: unknown;
  statusId: string;
  resolutionId: string | null;
  visibility: "private" | "public";
  blocked: boolean;
}

function compare(type: FeedbackType, held: Held, change: TicketChange) {
  const data: {
    title?: string;
    values?: TicketValues;
    statusId?: string;
    resolutionId?: string | null;
    visibility?: "private" | "public";
    blocked?: boolean;
  } = {};
  const changed: RecordChange[] = [];
  const before: TicketChange = {};
  const after: TicketChange = {};
  const note = (path: string, label: string, old: FieldValue, now: FieldValue) =>
    changed.push({ path, label, old, new: now });

  if (change.title !== undefined && change.title !== held.title) {
    data.title = change.title;
    before.title = held.title;
    after.title = change.title;
    note("feedback.title", "Title", held.title, change.title);
  }
  if (change.values) {
    const stored = held.values as TicketValues;
    const given = checkValues(type.fields, change.values);
    const different = Object.entries(given).filter(([key, value]) => (stored[key] ?? null) !== value);
    if (different.length > 0) {
      data.values = { ...stored, ...Object.fromEntries(different) };
      before.values = Object.fromEntries(different.map(([key]) => [key, stored[key] ?? null]));
      after.values = Object.fromEntries(different);
    }
    for (const [key, value] of different) {
      const field = type.fields.find((candidate) => candidate.key === key);
      const word = (raw: FieldValue) => field?.options.find((option) => option.value === raw)?.label ?? raw;
      note(`feedback.field.${key}`, field?.label ?? key, word(stored[key] ?? null), word(value));
    }
  }
  if (change.statusKey !== undefined) {
    const status = type.statuses.find((candidate) => candidate.key === change.statusKey);
    if (!status) throw unknown("statusKey", "status", change.statusKey, type.statuses);
    if (status.id !== held.statusId) {
      const old = type.statuses.find(({ id }) => id === held.statusId);
      data.statusId = status.id;
      before.statusKey = old?.key;
      after.statusKey = status.key;
      note("feedback.status", "Status", old?.name ?? null, status.name);
    }
  }
  if (change.resolutionKey !== undefined) {
    const resolution = type.resolutions.find((candidate) => candidate.key === change.resolutionKey) ?? null;
    if (!resolution && change.resolutionKey !== null) {
      throw unknown("resolutionKey", "resolution", change.resolutionKey, type.resolutions);
    }
    if ((resolution?.id ?? null) !== held.resolutionId) {
      const old = type.resolutions.find(({ id }) => id === held.resolutionId);
      data.resolutionId = resolution?.id ?? null;
      before.resolutionKey = old?.key ?? null;
      after.resolutionKey = resolution?.key ?? null;
      note("feedback.resolution", "Resolution", old?.name ?? null, resolution?.name ?? null);
    }
  }
  if (change.visibility !== undefined && change.visibility !== held.visibility) {
    data.visibility = change.visibility;
    before.visibility = held.visibility;
    after.visibility = change.visibility;
    note("feedback.visibility", "Visibility", held.visibility, change.visibility);
  }
  if (change.blocked !== undefined && change.blocked !== held.blocked) {
    data.blocked = change.blocked;
    before.blocked = held.blocked;
    after.blocked = change.blocked;
    note("feedback.blocked", "Blocked", held.blocked, change.blocked);
  }
  const original = held.duplicateOf?.displayId ?? null;
  if (change.duplicateOf !== undefined && change.duplicateOf !== original) {
    before.duplicateOf = original;
    after.duplicateOf = change.duplicateOf;
    note("feedback.duplicate_of", "Duplicate of", original, change.duplicateOf);
  }
  return { data, changed, before, after };
}

function unknown(member: string, what: string, asked: string, known: { name: string }[]): AppError {
  const message = `This feedback type has no ${what} “${asked}”. It has ${known.map(({ name }) => name).join(", ") || "none"}.`;
  return new AppError("invalid", message, { [member]: message });
}
