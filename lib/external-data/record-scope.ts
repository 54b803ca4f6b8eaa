import "server-only";
import { sql, type Sql } from "@/lib/db/sql";
import type { RecordTarget } from "./schema";

/** The record of a value belongs to the scope: a person of the project, a ticket of it, the project itself; anything in the community. */
export function isRecordHere(target: RecordTarget, projectId: string | null, recordId: Sql): Sql {
  if (!projectId) return sql`true`;
  if (target === "project") return sql`${recordId} = ${projectId}::uuid`;
  return target === "feedback"
    ? sql`exists (select 1 from feedback f where f.id = ${recordId} and f.project_id = ${projectId}::uuid)`
    : sql`exists (select 1 from participation p
        where p.user_id = ${recordId} and p.project_id = ${projectId}::uuid and p.state = 'active')`;
}

/** What people call the record, null when it is gone. */
export function recordLabel(target: RecordTarget, recordId: Sql): Sql {
  const from = {
    user: sql`select u.username from app_user u where u.id = ${recordId}`,
    feedback: sql`select f.display_id from feedback f where f.id = ${recordId}`,
    project: sql`select p.name from project p where p.id = ${recordId}`,
  }[target];
  return sql`(${from})`;
}
