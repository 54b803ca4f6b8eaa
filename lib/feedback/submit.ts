import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { noteEventIn } from "@/lib/events/note";
import { followIn } from "./follow";
import { attachIn, requireTakesFiles } from "./attachments";
import { fieldsFor, findFeedbackType } from "./types";
import type { TicketInput } from "./schema";
import { checkValues, requireValues } from "./values";

/**
 * A new ticket with the next number of its type and the type's default status.
 * @throws AppError `invalid` with `title`, `values.<key>` or `attachmentIds`; `not_found` for a type of another project.
 */
export async function submitFeedbackIn(
  tx: Tx,
  actor: Can<"feedback.submit">,
  input: TicketInput & { typeId: string; submitterId: string; origin: Origin },
): Promise<{ id: string; displayId: string }> {
  const projectId = projectIdOf(actor);
  const type = await findFeedbackType(tx, input.typeId);
  if (!type || type.projectId !== projectId)
    throw new AppError("not_found", "There is no such feedback type in this project.");
  const fields = fieldsFor(actor, type);
  const values = checkValues(fields, input.values ?? {});
  requireValues(fields, values);
  const { attachmentIds = [] } = input;
  if (attachmentIds.length > 0) requireTakesFiles(actor, type);
  const status = type.statuses.find(({ isDefault }) => isDefault) ?? type.statuses[0];
  if (!status) throw new AppError("conflict", `“${type.name}” has no status yet. Add one under Feedback types.`);
  // The update locks the type's row: two tickets never get the same number, and none is skipped.
  const { nextNumber } = await tx.feedbackType.update({
    where: { id: type.id },
    data: { nextNumber: { increment: 1 } },
    select: { nextNumber: true },
  });
  const number = nextNumber - 1;
  const ticket = await tx.feedback.create({
    data: {
      projectId: type.projectId,
      typeId: type.id,
      number,
      displayId: `${type.prefix}-${number}`,
      title: input.title.replaceAll("\0", "\uFFFD"),
      values,
      statusId: status.id,
      submitterId: input.submitterId,
      visibility: type.defaultVisibility,
      origin: input.origin,
    },
    select: { id: true, displayId: true },
  });
  await attachIn(tx, actor, ticket.id, attachmentIds);
  await followIn(tx, ticket.id, input.submitterId);
  await noteEventIn(tx, {
    kind: "feedback_submitted",
    subjectId: ticket.id,
    feedbackTypeId: type.id,
    projectId: type.projectId,
    origin: input.origin,
  });
  return ticket;
}
