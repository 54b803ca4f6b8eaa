import type { Db } from "@/lib/db/client";

/** A macro that mails a template, and the feedback type it stands under; null for a user macro. */
export interface TemplateUse {
  templateId: string;
  macroId: string;
  name: string;
  typeKey: string | null;
}

/** The macros of a scope whose present version mails one of its templates, by name. Macros stand above, so only their rows are read. */
export async function listTemplateUses(db: Db, projectId: string | null): Promise<TemplateUse[]> {
  return db.$queryRaw<TemplateUse[]>`
    select distinct action->>'templateId' as "templateId", m.id::text as "macroId", m.name, t.key as "typeKey"
      from macro m
      join macro_version v on v.macro_id = m.id and v.version = m.version
      cross join lateral jsonb_array_elements(v.actions) action
      left join feedback_type t on t.id = m.feedback_type_id
     where m.project_id is not distinct from ${projectId}::uuid
       and action->>'kind' = 'email' and action->>'templateId' is not null
     order by 3, 2`;
}

/** The names of those that mail this one. */
export function namesOf(uses: readonly TemplateUse[], templateId: string): string[] {
  return uses.filter((use) => use.templateId === templateId).map(({ name }) => name);
}
