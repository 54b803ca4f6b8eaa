import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";

/** What the ids in these values stand for, by the names of today. */
export async function namesOf(values: readonly unknown[]): Promise<(id: string) => string | null> {
  const ids = [...new Set(JSON.stringify(values).match(uuid) ?? [])].slice(0, mostNames);
  if (ids.length === 0) return () => null;
  const rows = await ask<{ id: string; name: string }>(sql`
    select id::text as id, name from team where id = any(${ids}::uuid[])
    union all select id::text, name from rank where id = any(${ids}::uuid[])
    union all select id::text, name from macro where id = any(${ids}::uuid[])
    union all select id::text, name from mail_template where id = any(${ids}::uuid[])
    union all select id::text, name from saved_filter where id = any(${ids}::uuid[])
    union all select id::text, name from report where id = any(${ids}::uuid[])
    union all select id::text, name from feedback_type where id = any(${ids}::uuid[])
    union all select id::text, name from report_element where id = any(${ids}::uuid[])
    union all select id::text, name from api_key where id = any(${ids}::uuid[])
    union all select id::text, coalesce(nullif(trim(first_name || ' ' || last_name), ''), username) from app_user where id = any(${ids}::uuid[])
    union all select id::text, label from external_data_group where id = any(${ids}::uuid[])
    union all select id::text, label from external_data_field where id = any(${ids}::uuid[])
    union all select 'feedback:' || id, name from feedback_type where id = any(${ids}::uuid[])`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (text) => names.get(text) ?? (isId.test(text) ? "something deleted since" : null);
}

const mostNames = 2_000;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const isId = new RegExp(`^(feedback:)?${uuid.source}$`);
