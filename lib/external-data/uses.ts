import "server-only";
import type { Db } from "@/lib/db/client";

export interface GroupUse {
  kind: "listener" | "macro" | "e-mail template" | "filter" | "view";
  id: string;
  name: string;
}

/**
 * What names a group, or one of its fields: listeners, the present version of macros, e-mail templates, saved filters and views. Those lie in capabilities
 * above this one, so only their rows are looked at.
 */
export async function listUses(db: Db, group: { id: string; key: string }, fieldKey?: string): Promise<GroupUse[]> {
  const path = fieldKey === undefined ? `external.${group.key}.` : `external.${group.key}.${fieldKey}`;
  // The path ends where a key ends, so that `status` is not found in `status_2`.
  const named = `${path.replaceAll(".", "\\.")}${fieldKey === undefined ? "" : "(?![a-z0-9_])"}`;
  const whole = fieldKey === undefined ? group.id : null;
  return db.$queryRaw<GroupUse[]>`
    select 'listener' as kind, id::text, name from external_listener
      where group_id = ${whole}::uuid or lookup::text ~ ${named}
    union all
    select 'macro', m.id::text, m.name from macro m join macro_version v on v.macro_id = m.id and v.version = m.version
      where v.actions::text ~ ${named} or position(${whole ?? "no group"} in v.actions::text) > 0
    union all
    select 'e-mail template', id::text, name from mail_template
      where subject ~ ${named} or body ~ ${named} or coalesce(text, '') ~ ${named}
    union all
    select 'filter', id::text, name from saved_filter where condition::text ~ ${named}
    union all
    select 'view', id::text, name from saved_view where columns::text ~ ${named} or sort::text ~ ${named}
    order by 1, 3`;
}
