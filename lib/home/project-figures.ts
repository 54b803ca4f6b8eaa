import "server-only";
import { may, projectIdOf } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { OwnProject } from "./own-projects";

/** Counted no further: a card says "more than 10,000" then. */
export const mostCounted = 10_000;

export interface ProjectFigures {
  testers: number;
  openTickets: number;
}

/**
 * Active participants and open tickets by the key of the project, where the person may see both. Counted up to one above `mostCounted`, the
 * tickets of each open status by their index, so that a project of a million costs what one of ten thousand does.
 */
export async function projectFigures(projects: readonly OwnProject[]): Promise<Map<string, ProjectFigures>> {
  const ids = projects.flatMap(({ actor }) => {
    const id = projectIdOf(actor);
    return id !== null && may(actor, "users.read") && may(actor, "feedback.read") ? [id] : [];
  });
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<({ key: string } & ProjectFigures)[]>`
    select p.key, people.n as testers, tickets.n as "openTickets"
      from project p
      cross join lateral (select count(*)::int as n from (
        select from participation part where part.project_id = p.id and part.role = 'participant' and part.state = 'active'
         limit ${mostCounted + 1}) part) people
      cross join lateral (select count(*)::int as n from (
        select from feedback_type t join feedback_status s on s.type_id = t.id and not s.is_closed
          join feedback f on f.type_id = t.id and f.status_id = s.id
         where t.project_id = p.id limit ${mostCounted + 1}) f) tickets
     where p.id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ key, ...figures }) => [key, figures]));
}
