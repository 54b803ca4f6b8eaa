"use server";

import { z } from "zod";
import { may } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { addAttachments, removeAttachment } from "@/lib/feedback/attachments";
import { changeFeedbackIn, changeOwnFeedbackIn } from "@/lib/feedback/change";
import { addFeedbackCommentIn } from "@/lib/feedback/comments";
import { setFollowing } from "@/lib/feedback/follow";
import { ticketChange, ticketInput } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { requireVisible } from "@/lib/feedback/visible";
import { setVote } from "@/lib/feedback/votes";
import { addUserCommentIn } from "@/lib/users/comments";
import { requireUserHere } from "@/lib/users/user-here";
import { action } from "@/lib/web/action";

const ticketComment = z.strictObject({ feedbackId: z.uuid(), body: z.string(), kind: z.enum(["comment", "note"]) });

export const addComment = action("feedback.comment", ticketComment, async (actor, input) => {
  if (input.kind === "note" && !may(actor, "feedback.write"))
    throw new AppError("forbidden", "Only staff can write notes.");
  await requireVisible(actor, input.feedbackId);
  const origin = { kind: "person" as const, id: actor.personId, label: actor.name };
  return transaction((tx) => addFeedbackCommentIn(tx, actor, { ...input, authorId: actor.personId, origin }));
});

const userComment = z.strictObject({ userId: z.uuid(), body: z.string() });

export const addUserComment = action("userComments.write", userComment, async (actor, input) => {
  await requireUserHere(actor, input.userId);
  const origin = { kind: "person" as const, id: actor.personId, label: actor.name };
  return transaction((tx) => addUserCommentIn(tx, actor, { ...input, authorId: actor.personId, origin }));
});

const changeInput = z.strictObject({ feedbackId: z.uuid(), change: ticketChange });

export const changeTicket = action("feedback.write", changeInput, async (actor, { feedbackId, change }) => {
  const origin = { kind: "person" as const, id: actor.personId, label: actor.name };
  const { changed } = await transaction((tx) => changeFeedbackIn(tx, actor, feedbackId, change, origin));
  return changed.length;
});

const ownChange = z.strictObject({ feedbackId: z.uuid(), change: ticketChange.pick({ title: true, values: true }) });

/** The submitter's own words, while the ticket is open. */
export const changeOwnTicket = action("feedback.submit", ownChange, async (actor, { feedbackId, change }) => {
  const origin = { kind: "person" as const, id: actor.personId, label: actor.name };
  const { changed } = await transaction((tx) => changeOwnFeedbackIn(tx, actor, feedbackId, change, origin));
  return changed.length;
});

const vote = z.strictObject({ feedbackId: z.uuid(), votes: z.boolean() });

export const voteForTicket = action("feedback.vote", vote, setVote);

const follow = z.strictObject({ feedbackId: z.uuid(), following: z.boolean() });

export const followTicket = action("feedback.readOwn", follow, setFollowing);

const moreFiles = z.strictObject({
  feedbackId: z.uuid(),
  attachmentIds: ticketInput.shape.attachmentIds.unwrap().min(1, "Choose a file first."),
});

export const addFiles = action("feedback.submit", moreFiles, addAttachments);

export const removeFile = action("feedback.submit", z.strictObject({ id: z.uuid() }), removeAttachment);

const newTicket = ticketInput.extend({ typeId: z.uuid() });

export const submitTicket = action("feedback.submit", newTicket, (actor, input) => {
  if (!actor.personId) throw new AppError("unauthenticated", "Sign in to go on.");
  const origin = { kind: "person" as const, id: actor.personId, label: actor.name };
  const submitterId = actor.personId;
  return transaction((tx) => submitFeedbackIn(tx, actor, { ...input, submitterId, origin }));
});
