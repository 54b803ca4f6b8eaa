import { projectIdOf, type Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { FieldInfo } from "@/lib/fields/field";
import { contextFields } from "@/lib/sources/context-fields";
import { loadSource } from "@/lib/sources/load-source";
import type { Source } from "@/lib/sources/source";
import type { MailContext } from "./schema";

/** The columns of a template that say of what it speaks. */
export interface ContextColumns {
  projectId: string | null;
  target: "user" | "feedback";
  feedbackTypeId: string | null;
}

/** Of a template of the actor's scope. @throws AppError `not_found` for tickets of elsewhere */
export async function columnsOf(actor: Actor, context: MailContext): Promise<ContextColumns> {
  const projectId = projectIdOf(actor);
  if (context.target === "user") return { projectId, target: "user", feedbackTypeId: null };
  if (!projectId) throw new AppError("not_found", "The community has no tickets. Make this template in a project.");
  if (context.typeId !== null) await requireType(projectId, context.typeId);
  return { projectId, target: "feedback", feedbackTypeId: context.typeId };
}

export function contextOf({ target, feedbackTypeId }: ContextColumns): MailContext {
  return target === "user" ? { target } : { target, typeId: feedbackTypeId };
}

/**
 * The tags that a template may use: what each record it can be sent for has, and what the run adds. For all types of a project these are
 * the fields that every type has. @throws AppError `conflict` in a project without a feedback type
 */
export async function contextTags({ projectId, target, feedbackTypeId }: ContextColumns): Promise<FieldInfo[]> {
  if (target === "user") return tagsOf([await loadSource({ kind: "users", projectId })]);
  if (feedbackTypeId !== null) return tagsOf([await loadSource({ kind: "feedback", typeId: feedbackTypeId })]);
  const types = await db.feedbackType.findMany({
    where: { projectId: projectId ?? "" },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (types.length === 0)
    throw new AppError(
      "conflict",
      "This project has no feedback type yet. Make one first, then templates for its tickets.",
    );
  return tagsOf(await Promise.all(types.map(({ id: typeId }) => loadSource({ kind: "feedback", typeId }))));
}

/** The source of a record that a template of this context can be sent for. @throws AppError `not_found` */
export async function sourceOfRecord(context: ContextColumns, recordId: string): Promise<Source> {
  const { projectId, target, feedbackTypeId } = context;
  if (target === "user") return loadSource({ kind: "users", projectId });
  const ticket = await db.feedback.findFirst({
    where: { id: recordId, projectId: projectId ?? "", ...(feedbackTypeId ? { typeId: feedbackTypeId } : {}) },
    select: { typeId: true },
  });
  if (!ticket) throw noSuchRecord();
  return loadSource({ kind: "feedback", typeId: ticket.typeId });
}

export function noSuchRecord(): AppError {
  return new AppError("not_found", "This record is not here any more. Choose another one.");
}

/** The first source's fields, in its order, as far as the others have them. */
function tagsOf([first, ...others]: Source[]): FieldInfo[] {
  const shared = (first?.catalog.list ?? []).filter(({ path }) => others.every(({ catalog }) => catalog.find(path)));
  return [...shared, ...contextFields];
}

async function requireType(projectId: string, id: string): Promise<void> {
  const type = await db.feedbackType.findFirst({ where: { id, projectId }, select: { id: true } });
  if (!type) throw new AppError("not_found", "There is no such feedback type in this project.");
}
