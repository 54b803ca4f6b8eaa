import "server-only";
import type { Actor, Can } from "@/lib/auth/actor";
import { identify } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** How many of a person's projects the community's home page looks into: each costs some questions. */
export const mostOwnProjects = 20;

/** One of a person's projects, and who they are there. */
export interface OwnProject {
  key: string;
  name: string;
  actor: Actor;
}

/**
 * The projects in which the person does more than take part, a community manager's all, templates left out: those where they were last
 * first, at most `mostOwnProjects`.
 */
export async function listOwnProjects(actor: Can<"home.read">): Promise<OwnProject[]> {
  const { personId } = actor;
  if (!personId) return [];
  const rows = await db.$queryRaw<{ key: string; name: string }[]>`
    select p.key, p.name from project p left join visit v on v.project_id = p.id and v.person_id = ${personId}::uuid
     where not p.is_template and (${actor.role === "community_manager"} or exists (
       select from participation part where part.project_id = p.id and part.user_id = ${personId}::uuid
          and part.state = 'active' and part.role not in ('participant', 'applicant')))
     order by v.seen_at desc nulls last, p.name limit ${mostOwnProjects}`;
  const there = await Promise.all(rows.map(async (row) => ({ ...row, actor: await actorIn(personId, row.key) })));
  return there.flatMap(({ actor: who, ...row }) => (who ? [{ ...row, actor: who }] : []));
}

/** Null where they are nobody since. */
async function actorIn(personId: string, project: string): Promise<Actor | null> {
  return identify(personId, { project }).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
}
