import { projectIdOf, type Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { MacroPlace } from "./macro-source";
import type { MacroHome } from "./schema";

/** The columns of a macro of this home in the actor's scope. @throws AppError `not_found` for a feedback type of another project. */
export async function placeOf(actor: Actor, home: MacroHome): Promise<MacroPlace> {
  const projectId = projectIdOf(actor);
  if (home.target === "user") return { projectId, target: "user", feedbackTypeId: null };
  const type =
    projectId && (await db.feedbackType.findFirst({ where: { id: home.typeId, projectId }, select: { id: true } }));
  if (!type) throw new AppError("not_found", "There is no such feedback type in this project.");
  return { projectId, target: "feedback", feedbackTypeId: type.id };
}

export function noSuchMacro(): AppError {
  return new AppError("not_found", "There is no such macro here.");
}
