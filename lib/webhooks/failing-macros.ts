import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { firstIdOf } from "./first-id";

export interface FailingMacro {
  macroId: string;
  name: string;
  failed: number;
  held: number;
}

/** Macros with webhooks that failed, or wait for a person, in the last 24 hours; the worst first. */
export async function failingMacros(actor: Can<"logs.read">, now = new Date()): Promise<FailingMacro[]> {
  const since = now.getTime() - 24 * 3_600_000;
  return db.$queryRaw<FailingMacro[]>`
    select d.macro_id::text as "macroId", coalesce(m.name, 'A deleted macro') as name,
           (count(*) filter (where d.state <> 'held'))::int as failed, (count(*) filter (where d.state = 'held'))::int as held
      from webhook_delivery d left join macro m on m.id = d.macro_id
     where d.project_id is not distinct from ${projectIdOf(actor)}::uuid and not d.is_test
       and d.id >= ${firstIdOf(since)}::uuid and d.created_at >= ${new Date(since)}
       and d.state in ('failed', 'held', 'blocked', 'invalid')
     group by 1, 2 order by count(*) desc limit 10`;
}
