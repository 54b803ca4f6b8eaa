import { projectIdOf, type Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { loadSource } from "./load-source";
import type { Source } from "./source";

/** The list of the actor's scope that a key such as `users` or `feedback:<type>` names. @throws AppError `not_found` */
export async function sourceHere(actor: Can<"filters.write">, key: string): Promise<Source> {
  const projectId = projectIdOf(actor);
  const typeId = /^feedback:(.+)$/.exec(key)?.[1];
  const source = await loadSource(typeId ? { kind: "feedback", typeId } : { kind: "users", projectId });
  const here = source.scope.kind === "project" ? source.scope.id : null;
  if (here !== projectId) throw new AppError("not_found", "There is no such list here.");
  return source;
}
