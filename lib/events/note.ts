import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { queueJob } from "@/lib/jobs/jobs";
import type { RecordChange, RecordEventKind } from "./schema";

export interface RecordEvent {
  kind: RecordEventKind;
  /** The user or the ticket. */
  subjectId: string;
  /** Of a ticket. */
  feedbackTypeId?: string;
  /** Where it happened; null concerns the community and every project the user is in. */
  projectId: string | null;
  changes?: readonly RecordChange[];
  origin: Origin;
}

/**
 * Notes in the caller's transaction what happened to a record, for a worker to judge by the triggers. Costs one statement and leaves
 * nothing behind where no trigger is set to it.
 */
export async function noteEventIn(tx: Tx, event: RecordEvent): Promise<void> {
  const { kind, subjectId, feedbackTypeId = null, projectId, changes = [], origin } = event;
  const [noted] = await tx.$queryRaw<{ id: string }[]>`
    insert into record_event (id, kind, subject_id, feedback_type_id, project_id, changes, origin)
    select uuid_v7(), ${kind}::record_event_kind, ${subjectId}::uuid, ${feedbackTypeId}::uuid, ${projectId}::uuid,
           ${JSON.stringify(changes)}::jsonb, ${JSON.stringify(plainJson(origin))}::jsonb
     where exists (select 1 from macro_trigger t where t.event = ${kind}::record_event_kind
                      and t.feedback_type_id is not distinct from ${feedbackTypeId}::uuid)
    returning id`;
  if (noted) await queueJob(tx, "triggers.judge", { eventId: noted.id });
}
