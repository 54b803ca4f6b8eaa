import { projectIdOf, type Actor } from "@/lib/auth/actor";
import type { FeedbackType } from "@/lib/feedback/types";
import { feedbackSource } from "./feedback-source";
import type { Source, SourceRef } from "./source";
import { usersSource } from "./users-source";

/** Reads the fields as they are defined now. @throws AppError `not_found` when the project or feedback type is gone. */
export async function loadSource(ref: SourceRef): Promise<Source> {
  return ref.kind === "users" ? usersSource(ref) : feedbackSource(ref);
}

/** The users of the actor's scope. */
export async function usersOf(actor: Actor): Promise<Source> {
  return usersSource({ kind: "users", projectId: projectIdOf(actor) }, actor);
}

/** The tickets of a feedback type of the actor's project. */
export async function ticketsOf({ scope }: Actor, type: FeedbackType): Promise<Source> {
  return feedbackSource({ kind: "feedback", typeId: type.id }, { scope, type });
}
