import { projectIdOf, type Actor } from "@/lib/auth/actor";
import { db, type Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** Refuses to act on somebody outside the actor's scope. @throws AppError `not_found` */
export async function requireUserHere(actor: Actor, id: string, store: Db = db): Promise<void> {
  const projectId = projectIdOf(actor);
  const user = await store.user.findFirst({
    where: {
      id,
      state: { not: "deleted" },
      ...(projectId ? { participations: { some: { projectId, state: "active" } } } : {}),
    },
    select: { id: true },
  });
  if (!user) throw new AppError("not_found", "There is no such user here.");
}
