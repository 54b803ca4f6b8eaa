import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

export interface StoppedWebhook {
  macroId: string;
  macro: string;
  target: "user" | "feedback";
  /** Key of the feedback type, of a macro for tickets. */
  type: string | null;
  reason: string;
}

/** Webhooks that their receivers switched off, by the macro that they are in. */
export async function listStoppedWebhooks(actor: Can<"macros.read">): Promise<StoppedWebhook[]> {
  const rows = await db.webhookActionState.findMany({
    where: { offAt: { not: null }, macro: { projectId: projectIdOf(actor) } },
    select: {
      macroId: true,
      offReason: true,
      macro: { select: { name: true, target: true, feedbackType: { select: { key: true } } } },
    },
    orderBy: { offAt: "desc" },
    take: 10,
  });
  return rows.map(({ macroId, offReason, macro }) => ({
    macroId,
    macro: macro.name,
    target: macro.target,
    type: macro.feedbackType?.key ?? null,
    reason: offReason ?? "",
  }));
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
