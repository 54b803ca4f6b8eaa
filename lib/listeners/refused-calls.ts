import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

export interface RefusedCalls {
  listenerId: string;
  name: string;
  refused: number;
  /** Of those, the ones whose record was not found. */
  unmatched: number;
  lastAt: Date;
}

/** The scope's listeners with calls that were refused in the last 24 hours; tests left out. */
export async function listRefusedCalls(actor: Can<"logs.read">, now = new Date()): Promise<RefusedCalls[]> {
  const since = new Date(now.getTime() - 24 * 3_600_000);
  return db.$queryRaw<RefusedCalls[]>`
    select l.id::text as "listenerId", l.name, c.refused, c.unmatched, c.last_at as "lastAt" from external_listener l
    cross join lateral (
      select count(*)::int as refused, (count(*) filter (where outcome like 'target_%'))::int as unmatched, max(at) as last_at
        from listener_call where listener_id = l.id and at >= ${since} and status >= 400 and not is_test) c
    where l.project_id is not distinct from ${projectIdOf(actor)}::uuid and c.refused > 0
    order by c.refused desc limit 10`;
}
