import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

interface Named {
  username: string;
  firstName: string;
  lastName: string;
}

/** What `personName` needs of a person. */
export const nameColumns = { username: true, firstName: true, lastName: true } as const;

/** How a person is called before those who may see personal data: by the name they gave, else by their username. */
export function personName({ username, firstName, lastName }: Named): string {
  return `${firstName} ${lastName}`.trim() || username;
}

/** The names of those of these people whom the actor may see: in a project who belongs to it, for community managers everybody. */
export async function namesHere(
  actor: Can<"users.read">,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const projectId = projectIdOf(actor);
  const seesAll = projectId === null || actor.role === "community_manager";
  const people = await db.user.findMany({
    where: {
      id: { in: [...new Set(ids.flatMap((id) => id ?? []))] },
      state: { not: "deleted" },
      ...(seesAll ? {} : { participations: { some: { projectId, state: "active" } } }),
    },
    select: { id: true, ...nameColumns },
  });
  return new Map(people.map(({ id, ...person }) => [id, personName(person)]));
}
