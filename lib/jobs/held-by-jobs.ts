import "server-only";
import { db } from "@/lib/db/client";
import type { JobName, JobPayload } from "./job-names";

/**
 * Of these values of `key`, the ones that a job of this name holds which is queued, waits for its next try or is being done. Nobody does
 * anything any more about the others: their job was done, failed for good, or is gone.
 */
export async function heldByJobs<Name extends JobName>(
  name: Name,
  key: keyof JobPayload<Name> & string,
  values: readonly string[],
): Promise<Set<string>> {
  if (values.length === 0) return new Set();
  const rows = await db.$queryRaw<{ held: string }[]>`
    select data->>${key} as held from pgboss.job
     where name = ${name} and state < 'completed' and data->>${key} = any(${[...values]}::text[])`;
  return new Set(rows.map(({ held }) => held));
}
