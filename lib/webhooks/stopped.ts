import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";

export interface StoppedWebhook {
  macroId: string;
  macro: string;
  target: "user" | "feedback";
  /** Key of the feedback type, of a macro for tickets. */
  type: string | null;
  reason: string;
}

/**
 * Webhooks that their receivers switched off, by the macro that they are in. One that was taken out of its macro or switched off in it, or
 * whose macro is off, sends nothing anyway and needs nobody.
 */
export async function listStoppedWebhooks(actor: Can<"macros.read">): Promise<StoppedWebhook[]> {
  const projectId = projectIdOf(actor);
  return db.$queryRaw<StoppedWebhook[]>(sql`
    select m.id::text as "macroId", m.name as macro, m.target::text as target, t.key as type, coalesce(s.off_reason, '') as reason
      from webhook_action_state s
      join macro m on m.id = s.macro_id and m.enabled
      join macro_version v on v.macro_id = m.id and v.version = m.version
      left join feedback_type t on t.id = m.feedback_type_id
     where s.off_at is not null and ${projectId ? sql`m.project_id = ${projectId}::uuid` : sql`m.project_id is null`}
       and v.actions @> jsonb_build_array(jsonb_build_object('id', s.action_id))
       and not v.actions @> jsonb_build_array(jsonb_build_object('id', s.action_id, 'enabled', false))
     order by s.off_at desc limit 10`);
}

export interface StoppedDestination {
  id: string;
  address: string;
  /** Null while nobody knows when it goes on. */
  until: string | null;
  reason: string;
}

/** Destinations to which nothing is sent now: disabled, resting after failures, or paused by what they answered. */
export async function listStoppedDestinations(
  actor: Can<"logs.read">,
  now = new Date(),
): Promise<StoppedDestination[]> {
  const rows = await db.endpoint.findMany({
    where: {
      projectId: projectIdOf(actor),
      OR: [{ disabledAt: { not: null } }, { breaker: { not: "closed" } }, { pausedUntil: { gt: now } }],
    },
    select: {
      id: true,
      origin: true,
      path: true,
      breaker: true,
      openUntil: true,
      pausedUntil: true,
      disabledAt: true,
      disabledReason: true,
    },
    take: 10,
  });
  return rows.map(({ id, origin, path, breaker, openUntil, pausedUntil, disabledAt, disabledReason }) => {
    const address = origin + path;
    if (disabledAt) return { id, address, until: null, reason: disabledReason ?? "It is switched off." };
    if (breaker !== "closed")
      return { id, address, until: openUntil?.toISOString() ?? null, reason: "It failed again and again." };
    return { id, address, until: pausedUntil?.toISOString() ?? null, reason: "It asked for a pause." };
  });
}
