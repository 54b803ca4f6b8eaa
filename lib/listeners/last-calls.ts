import "server-only";
import type { Can } from "@/lib/auth/actor";
import { projectIdOf } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

export interface LastCall {
  id: string;
  listenerId: string;
  at: Date;
  outcome: string;
}

/** The newest call of each of the scope's listeners, by listener id. One that was never called is absent. */
export async function listLastCalls(actor: Can<"logs.read">): Promise<Map<string, LastCall>> {
  const rows = await db.$queryRaw<LastCall[]>`
    select c.id::text, l.id::text as "listenerId", c.at, c.outcome from external_listener l
    cross join lateral (select id, at, outcome from listener_call where listener_id = l.id order by at desc limit 1) c
    where l.project_id is not distinct from ${projectIdOf(actor)}::uuid`;
  return new Map(rows.map((row) => [row.listenerId, row]));
}
