import "server-only";
import { authorizeListener } from "@/lib/auth/authorize";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { readParameters } from "@/lib/external-data/parameters";
import { writeValuesIn } from "@/lib/external-data/write";
import { addFeedbackCommentIn } from "@/lib/feedback/comments";
import { readPath } from "@/lib/json/path";
import type { JsonValue } from "@/lib/json/value";
import { startRunIn } from "@/lib/macros/run";
import { addUserCommentIn } from "@/lib/users/comments";
import type { Call, FoundTarget, Reply } from "./call";
import { chainOf } from "./chain";
import { findAuthor } from "./comment-author";
import type { LoadedListener } from "./load-listener";
import { scalarText } from "./scalar-text";

export interface Applied {
  reply: Reply;
  /** What was done, for the log; null if nothing was. */
  effects: Record<string, unknown> | null;
}

export interface Application {
  call: Pick<Call, "id" | "at" | "request">;
  listener: LoadedListener;
  target: FoundTarget;
  body: JsonValue;
}

/** Does what the listener is for, in the caller's transaction. What is wrong with the content is found before anything is written. */
export async function applyIn(tx: Tx, application: Application): Promise<Applied> {
  try {
    return await effects[application.listener.kind](tx, application);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return nothing({ status: 422, outcome: "not_applied", message: error.message });
  }
}

const effects = { external_data: storeValues, comment: addComment, macro: startMacro };

async function storeValues(tx: Tx, { call, listener, target, body }: Application): Promise<Applied> {
  const { group } = listener;
  if (!group) throw new Error(`The listener ${listener.id} has no group`);
  const { values, ignored } = readParameters(group.fields, body);
  if (values.size === 0) {
    const known = group.fields.map(({ parameter }) => parameter);
    const message = `The body holds none of the parameters of this listener: ${known.slice(0, 20).join(", ") || "it has none"}.`;
    return nothing({ status: 422, outcome: "no_known_parameter", message, more: { ignored } });
  }
  const source = { source: "listener", id: call.id, label: listener.name, at: call.at.toISOString() } as const;
  const written = await writeValuesIn(tx, {
    group,
    recordId: target.id,
    values,
    source,
    chain: chainOf(call.request.headers),
  });
  const { rejected } = written;
  if (written.outdated)
    return nothing({
      status: 200,
      outcome: "skipped",
      more: { reason: "not_newer" },
      message: "The stored data is newer.",
    });
  if (written.stored.length === 0) {
    const message = "None of the values fits its field.";
    return nothing({ status: 422, outcome: "values_rejected", message, more: { rejected, ignored } });
  }
  const stored = written.stored.map(({ parameter }) => parameter);
  return {
    reply: { status: 200, outcome: "done", more: { stored, ...(rejected.length > 0 ? { rejected } : {}), ignored } },
    effects: {
      stored: written.stored.map(({ fieldId, label, parameter, value, changed }) => ({
        fieldId,
        label,
        parameter,
        value,
        changed,
      })),
      rejected,
      ignored,
    },
  };
}

async function addComment(tx: Tx, { call, listener, target, body }: Application): Promise<Applied> {
  const author = await findAuthor(tx, listener, scalarText(readPath(body, listener.authorField ?? "").value));
  if (!author.ok) return nothing(author.reply);
  const text = scalarText(readPath(body, listener.commentField ?? "").value);
  if (text === null || text.trim() === "") {
    const path = listener.commentField;
    return nothing({
      status: 422,
      outcome: "comment_empty",
      message: `“${path}” must hold the comment.`,
      more: { path },
    });
  }
  const { authorId } = author;
  const origin = originOf(call, listener);
  const { id: commentId } =
    listener.target === "feedback"
      ? await addFeedbackCommentIn(tx, authorizeListener(listener.scope, listener.name, "feedback.comment"), {
          feedbackId: target.id,
          body: text.toWellFormed(),
          kind: "comment",
          authorId,
          origin,
        })
      : await addUserCommentIn(tx, authorizeListener(listener.scope, listener.name, "userComments.write"), {
          userId: target.id,
          body: text.toWellFormed(),
          authorId,
          origin,
        });
  return { reply: { status: 200, outcome: "done", more: { commentId } }, effects: { commentId } };
}

async function startMacro(tx: Tx, { call, listener, target }: Application): Promise<Applied> {
  const chain = chainOf(call.request.headers);
  const { runId } = await startRunIn(tx, {
    ...(chain && { chainId: chain.chainId, depth: chain.depth + 1 }),
    macro: { id: listener.macroId ?? "" },
    cause: "listener",
    causeDetail: { label: listener.name, listenerId: listener.id, callId: call.id },
    byId: null,
    records: [target],
  });
  return { reply: { status: 202, outcome: "queued", more: { runId } }, effects: { runId } };
}

function originOf(call: Application["call"], listener: LoadedListener): Origin {
  return { kind: "listener", id: call.id, label: listener.name, ...chainOf(call.request.headers) };
}

function nothing(reply: Reply): Applied {
  return { reply, effects: null };
}
