import type { Tx } from "@/lib/db/client";
import { addFeedbackCommentIn } from "@/lib/feedback/comments";
import { changeFeedbackIn } from "@/lib/feedback/change";
import type { TicketChange } from "@/lib/feedback/schema";
import type { FieldValues } from "@/lib/fields/field";
import { queueMailIn } from "@/lib/mail/queue";
import { readTagValues } from "@/lib/sources/read";
import { compileTemplate } from "@/lib/tags/check-template";
import { addUserCommentIn } from "@/lib/users/comments";
import { addPointsIn } from "@/lib/users/score";
import { runActor, type LoadedRun } from "./load-run";
import type { ActionKind, ActionOf, ActionResult } from "./schema";
import { pathsOf, templatesOf } from "./templates";

/** A kind of action whose effect is in our own database. */
export type OwnKind = Exclude<ActionKind, "webhook">;
export type OwnAction = ActionOf<OwnKind>;

export interface RecordOfRun {
  id: string;
  subjectId: string;
  label: string;
}

/**
 * Does one action for one record in the caller's transaction.
 * @throws AppError when the record or the settings do not allow it; the caller turns that into the action's result.
 */
export async function performIn(tx: Tx, run: LoadedRun, record: RecordOfRun, action: OwnAction): Promise<ActionResult> {
  const rendered = await renderIn(tx, run, record.subjectId, action);
  if (!rendered.ok) return { state: "failed", message: rendered.message };
  const step: Step = { tx, run, record, texts: rendered.texts };
  switch (action.kind) {
    case "set_field":
      return changeTicket(step, { values: { [action.fieldKey]: text(step, "value") } });
    case "set_status":
      return changeTicket(step, { statusKey: action.statusKey });
    case "add_points":
      return addPoints(step, action);
    case "add_comment":
      return addComment(step, action);
    case "email":
      return sendMails(step, action);
  }
}

interface Step {
  tx: Tx;
  run: LoadedRun;
  record: RecordOfRun;
  texts: ReadonlyMap<string, string>;
}

function text(step: Step, field: string): string {
  return step.texts.get(field) ?? "";
}

async function changeTicket({ tx, run, record }: Step, change: TicketChange): Promise<ActionResult> {
  const actor = runActor(run, "feedback.write");
  const { changed, before, after } = await changeFeedbackIn(tx, actor, record.subjectId, change, run.origin);
  if (changed.length === 0) return { state: "done", message: "It was so already." };
  return { state: "done", undo: { kind: "ticket", before, after } };
}

async function addPoints(step: Step, action: ActionOf<"add_points">): Promise<ActionResult> {
  const { tx, run } = step;
  const rank = action.rankId
    ? await tx.rank.findUnique({ where: { id: action.rankId }, select: { name: true, points: true } })
    : null;
  if (action.rankId && !rank) return { state: "failed", message: "The rank is gone. Choose another one in the macro." };
  const points = rank?.points ?? action.points ?? 0;
  const entry = await addPointsIn(tx, runActor(run, "score.write"), {
    userId: (await personOf(step)).id,
    points,
    rankId: action.rankId,
    reason: text(step, "reason") || rank?.name || run.macro.name,
    cause: run.origin,
  });
  return { state: "done", message: `${points > 0 ? "+" : ""}${points}`, undo: { kind: "points", entryId: entry.id } };
}

async function addComment(step: Step, action: ActionOf<"add_comment">): Promise<ActionResult> {
  const { tx, run, record } = step;
  const comment = { body: text(step, "body"), authorId: null, origin: run.origin };
  if (comment.body.trim() === "") return { state: "skipped", message: "The comment would have been empty." };
  if (run.macro.target === "user") {
    await addUserCommentIn(tx, runActor(run, "userComments.write"), { userId: record.subjectId, ...comment });
  } else {
    const kind = action.as === "reply" ? "comment" : "note";
    await addFeedbackCommentIn(tx, runActor(run, "feedback.comment"), {
      feedbackId: record.subjectId,
      kind,
      ...comment,
    });
  }
  return { state: "done" };
}

async function sendMails(step: Step, action: ActionOf<"email">): Promise<ActionResult> {
  const { tx, run, record } = step;
  const isToTarget = action.to === "target";
  const recipients = isToTarget ? [(await personOf(step)).email] : action.addresses;
  const refusals: string[] = [];
  for (const to of recipients) {
    const queued = await queueMailIn(tx, {
      to,
      subject: text(step, "subject"),
      text: text(step, "body"),
      projectId: run.macro.projectId,
      subjectId: record.subjectId,
      cause: run.origin,
      unsubscribable: isToTarget,
    });
    if (!queued.ok) refusals.push(queued.reason);
  }
  if (refusals.length === 0) return { state: "done", message: recipients.join(", ") };
  return { state: refusals.length < recipients.length ? "failed" : "skipped", message: refusals.join(" ") };
}

/** The user, or on a ticket its submitter. */
async function personOf({ tx, run, record }: Step): Promise<{ id: string; email: string }> {
  const select = { id: true, email: true } as const;
  if (run.macro.target === "user") return tx.user.findUniqueOrThrow({ where: { id: record.subjectId }, select });
  const ticket = await tx.feedback.findUniqueOrThrow({
    where: { id: record.subjectId },
    select: { submitter: { select } },
  });
  return ticket.submitter;
}

type Rendering = { ok: true; texts: Map<string, string> } | { ok: false; message: string };

// Read anew for each action: the one before may have changed what this one says.
async function renderIn(tx: Tx, run: LoadedRun, subjectId: string, action: OwnAction): Promise<Rendering> {
  const paths = pathsOf(action);
  const read =
    paths.length > 0 ? await readTagValues(tx, run.source, paths, [subjectId]) : new Map<string, FieldValues>();
  const values = { ...read.get(subjectId), ...contextValues(run) };
  const texts = new Map<string, string>();
  for (const { field, place, text: template } of templatesOf(action)) {
    const compiled = compileTemplate(template, place);
    if (!compiled.ok) return { ok: false, message: compiled.problems[0]?.message ?? "The text cannot be read." };
    const rendered = compiled.render(values);
    if (!rendered.ok) return { ok: false, message: rendered.problem.message };
    texts.set(field, rendered.text);
  }
  return { ok: true, texts };
}

/** What a run adds to the tags of its record. */
export function contextValues(run: { id: string; macro: { name: string; key: string } }): FieldValues {
  return { "macro.name": run.macro.name, "macro.key": run.macro.key, "run.id": run.id, now: new Date().toISOString() };
}
