import "server-only";
import type { z } from "zod";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { empty, sql } from "@/lib/db/sql";
import type { runsQuestion } from "./schema";

type EndedQuestion = Required<Pick<z.infer<typeof runsQuestion>, "endedSince">> &
  Pick<z.infer<typeof runsQuestion>, "macroId" | "after">;

/**
 * The bulk runs of the actor's scope that others started and that ended since an instant, the newest first. Written out, because the index
 * of ended bulk runs is known by its very words.
 * @param most further ones are left out
 */
export async function endedBulkRuns(
  actor: Can<"runs.read">,
  { endedSince, macroId, after }: EndedQuestion,
  most: number,
): Promise<string[]> {
  const projectId = projectIdOf(actor);
  const rows = await ask<{ id: string }>(
    sql`select id::text from macro_run
         where cause = 'bulk' and ${projectId ? sql`project_id = ${projectId}::uuid` : sql`project_id is null`}
           and finished_at >= ${endedSince}::timestamptz and by_id is distinct from ${actor.personId}::uuid
           ${macroId ? sql`and macro_id = ${macroId}::uuid` : empty} ${after ? sql`and id < ${after}::uuid` : empty}
         order by id desc limit ${most}`,
  );
  return rows.map(({ id }) => id);
}
