import "server-only";
import type { Db } from "@/lib/db/client";
import type { RecordTarget } from "./schema";

/** How many users, tickets and projects a scope has, beside which the number of records of a group says something. */
export async function countRecordsOf(db: Db, projectId: string | null): Promise<Record<RecordTarget, number>> {
  const [user, feedback, project] = await Promise.all([
    projectId
      ? db.participation.count({ where: { projectId, state: "active" } })
      : db.user.count({ where: { state: "active" } }),
    db.feedback.count({ where: projectId ? { type: { projectId } } : {} }),
    projectId ? 1 : db.project.count(),
  ]);
  return { user, feedback, project };
}
