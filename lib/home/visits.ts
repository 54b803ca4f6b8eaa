import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { sinceHours, type SinceChoice } from "./since";

/** Minutes without a sign of a person after which a new visit begins; and how often a sign is written down at most. */
const pause = 30;
const often = 3;

/**
 * Notes that a person is in the actor's scope: one small row for each person and scope, written again every few minutes at most. After a
 * pause of half an hour it is a new visit, and the time before the pause is the end of the last one.
 */
export async function noteVisit(actor: Can<"home.read">): Promise<void> {
  if (!actor.personId) return;
  await db.$executeRaw`
    insert into visit as v (person_id, project_id) values (${actor.personId}::uuid, ${projectIdOf(actor)}::uuid)
    on conflict (person_id, project_id) do update
      set before_at = case when v.seen_at < now() - make_interval(mins => ${pause}) then v.seen_at else v.before_at end, seen_at = now()
      where v.seen_at < now() - make_interval(mins => ${often})`;
}

/**
 * Since when to tell what changed; null on the first visit. Reading it changes nothing: a visit that is not noted yet begins with the
 * question.
 */
export async function sinceOf(actor: Can<"home.read">, choice: SinceChoice, now = new Date()): Promise<Date | null> {
  if (choice !== "visit") return new Date(now.getTime() - sinceHours[choice] * 3_600_000);
  if (!actor.personId) return null;
  const visit = await db.visit.findFirst({
    where: { personId: actor.personId, projectId: projectIdOf(actor) },
    select: { seenAt: true, beforeAt: true },
  });
  if (!visit) return null;
  return visit.seenAt.getTime() < now.getTime() - pause * 60_000 ? visit.seenAt : visit.beforeAt;
}

/** From now on: what changed before counts as seen, as if the last visit had ended now. */
export async function markSeen(actor: Can<"home.read">): Promise<void> {
  if (!actor.personId) return;
  await db.$executeRaw`
    insert into visit (person_id, project_id, before_at) values (${actor.personId}::uuid, ${projectIdOf(actor)}::uuid, now())
    on conflict (person_id, project_id) do update set before_at = now(), seen_at = now()`;
}
