import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";

/** What an address of a changed thing is made from, as far as it still exists. */
export interface AuditPlace {
  kind: string;
  id: string;
  project: string | null;
  /** The key of the feedback type it belongs to, or is. */
  type: string | null;
  /** `user`, `feedback` or `project`, of what runs on records; of a part of a report and of what sends it, the report. */
  target: string | null;
}

/** Where the things of these entries are now; what is gone is left out. */
export async function findPlaces(things: readonly { kind: string; objectId: string | null }[]): Promise<AuditPlace[]> {
  const ids = [...new Set(things.flatMap(({ objectId }) => (objectId && isId.test(objectId) ? [objectId] : [])))];
  if (ids.length === 0) return [];
  return ask<AuditPlace & Record<string, unknown>>(sql`
    with thing (kind, id, project_id, type_id, target) as (
      select 'macro', id, project_id, feedback_type_id, target::text from macro where id = any(${ids}::uuid[])
      union all select 'trigger', id, project_id, feedback_type_id, target::text from macro_trigger where id = any(${ids}::uuid[])
      union all select 'schedule', id, project_id, feedback_type_id, target::text from macro_schedule where id = any(${ids}::uuid[])
      union all select 'listener', id, project_id, feedback_type_id, target::text from external_listener where id = any(${ids}::uuid[])
      union all select 'e-mail template', id, project_id, null, null from mail_template where id = any(${ids}::uuid[])
      union all select 'feedback type', id, project_id, id, null from feedback_type where id = any(${ids}::uuid[])
      union all select 'external data group', id, project_id, null, null from external_data_group where id = any(${ids}::uuid[])
      union all select 'team', id, project_id, null, null from team where id = any(${ids}::uuid[])
      union all select 'rank', id, project_id, null, null from rank where id = any(${ids}::uuid[])
      union all select 'API key', id, null, null, null from api_key where id = any(${ids}::uuid[])
      union all select 'project', id, id, null, null from project where id = any(${ids}::uuid[])
      union all select 'user', id, null, null, null from app_user where id = any(${ids}::uuid[]) and state <> 'deleted'
      union all select 'filter', id, project_id,
             case when source like 'feedback:%' then substr(source, 10)::uuid end, null from saved_filter where id = any(${ids}::uuid[])
      union all select 'view', id, project_id,
             case when source like 'feedback:%' then substr(source, 10)::uuid end, null from saved_view where id = any(${ids}::uuid[])
      union all select 'report', id, project_id, null, null from report where id = any(${ids}::uuid[])
      union all select 'data package', id, project_id, null, null from data_package where id = any(${ids}::uuid[])
      union all select 'report element', e.id, r.project_id, null, r.id::text
        from report_element e join report r on r.id = e.report_id where e.id = any(${ids}::uuid[])
      union all select 'distribution', d.id, r.project_id, null, r.id::text
        from distribution d join report r on r.id = d.report_id where d.id = any(${ids}::uuid[]))
    select thing.kind, thing.id::text as id, p.key as project, t.key as type, thing.target
      from thing left join project p on p.id = thing.project_id left join feedback_type t on t.id = thing.type_id`);
}

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
