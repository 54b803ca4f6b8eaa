import { sql, type Sql } from "@/lib/db/sql";

/** Where a change of external data happened, as triggers name it. */
export interface ListenedPlace {
  /** Of the group. */
  key: string;
  isTicket: boolean;
  typeId: string | null;
  projectId: string | null;
}

/** Selects the place of a record's values in a group; no row where no trigger is set to their changes. */
export function placeOf(groupId: string, recordId: string): Sql {
  return sql`
    select g.key, g.target = 'feedback' as "isTicket", f.type_id as "typeId", coalesce(f.project_id, g.project_id) as "projectId"
      from external_data_group g left join feedback f on g.target = 'feedback' and f.id = ${recordId}::uuid
     where g.id = ${groupId}::uuid and g.target <> 'project'
       and exists (select 1 from macro_trigger t
                    where (g.target = 'feedback' and t.event = 'feedback_modified' and t.feedback_type_id = f.type_id)
                       or (g.target = 'user' and t.event = 'external_data_changed'))`;
}
