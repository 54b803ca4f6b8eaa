import type { Tx } from "@/lib/db/client";
import { addFeedbackCommentIn } from "@/lib/feedback/comments";
import type { FieldValues } from "@/lib/fields/field";
import { compileMail } from "@/lib/mail-templates/compile-mail";
import type { MailWords } from "@/lib/mail-templates/schema";
import { readTagValues } from "@/lib/sources/read";
import { compileTemplate } from "@/lib/tags/check-template";
import { addUserCommentIn } from "@/lib/users/comments";
import { addPointsIn } from "@/lib/users/score";
import { runContext } from "@/lib/webhooks/run-context";
import { changeTeams } from "./change-teams";
import { changeTicket } from "./change-ticket";
import { runActor, type LoadedRun } from "./load-run";
import { templateGone, templateOf } from "./mail-of";
import { sendMails } from "./send-mails";
import { runNext } from "./run-next";
import type { ActionOf, ActionResult } from "./schema";
import { personOf, text, type OwnAction, type RecordOfRun, type Step } from "./step";
import { deleteUser, removeFromProject } from "./take-person-away";
import { pathsOf, templatesOf } from "./templates";

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
    case "set_status":
    case "set_resolution":
    case "set_visibility":
    case "set_blocked":
      return changeTicket(step, action);
    case "add_to_team":
    case "remove_from_team":
    case "move_team":
      return changeTeams(step, action);
    case "add_points":
      return addPoints(step, action);
    case "add_comment":
      return addComment(step, action);
    case "email":
      return sendMails(step, action);
    case "run_macro":
      return runNext(step, action);
    case "remove_from_project":
      return removeFromProject(step);
    case "delete_user":
      return deleteUser(step);
  }
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

type Rendering = { ok: true; texts: Map<string, string> } | { ok: false; message: string };

// Read anew for each action: the one before may have changed what this one says.
async function renderIn(tx: Tx, run: LoadedRun, subjectId: string, action: OwnAction): Promise<Rendering> {
  const paths = pathsOf(action, run.mails);
  const read =
    paths.length > 0 ? await readTagValues(tx, run.source, paths, [subjectId]) : new Map<string, FieldValues>();
  const values = { ...read.get(subjectId), ...runContext(run) };
  const mail = action.kind === "email" ? templateOf(action, run.mails) : "own words";
  if (mail !== "own words") return renderMail(mail, values);
  const texts = new Map<string, string>();
  for (const { field, place, text: template } of templatesOf(action, run.mails)) {
    const compiled = compileTemplate(template, place);
    if (!compiled.ok) return { ok: false, message: compiled.problems[0]?.message ?? "The text cannot be read." };
    const rendered = compiled.render(values);
    if (!rendered.ok) return { ok: false, message: rendered.problem.message };
    texts.set(field, rendered.text);
  }
  return { ok: true, texts };
}

function renderMail(words: MailWords | null, values: FieldValues): Rendering {
  if (words === null) return { ok: false, message: templateGone };
  const compiled = compileMail(words);
  const rendered = compiled.ok ? compiled.render(values) : compiled;
  if (!rendered.ok) return rendered;
  const { subject, text: body, html } = rendered.mail;
  return { ok: true, texts: new Map(Object.entries({ subject, body, html })) };
}
