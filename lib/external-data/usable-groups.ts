import "server-only";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ExternalDataGroup } from "./schema";

/** The groups that a project sees: the community's and its own, in their order. Without a project only the community's. */
export async function listUsableGroups(db: Db, projectId: string | null): Promise<ExternalDataGroup[]> {
  // In one question instead of two, because every list and every run asks it.
  return db.$queryRaw<ExternalDataGroup[]>`
    select g.id::text, g.project_id::text as "projectId", g.target::text, g.label, g.key, g."order",
           g.clear_missing as "clearMissing", g.newer_by_field_id::text as "newerByFieldId",
           coalesce(f.fields, '[]') as fields
      from external_data_group g
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', f.id, 'label', f.label, 'parameter', f.parameter, 'key', f.key,
                 'type', f.type, 'favorite', f.favorite, 'order', f."order", 'archived', f.archived_at is not null)
                 order by f.archived_at nulls first, f."order", f.id) as fields
          from external_data_field f where f.group_id = g.id) f on true
     where g.project_id is null or g.project_id = ${projectId}::uuid
     order by g."order", g.label, g.id`;
}

/** One group whatever its scope; for callers that reached it through something of their own scope. */
export async function findGroup(db: Db, id: string): Promise<ExternalDataGroup | null> {
  const row = await db.externalDataGroup.findUnique({ where: { id }, select: groupColumns });
  return row && groupOf(row);
}

export const groupColumns = {
  id: true,
  projectId: true,
  target: true,
  label: true,
  key: true,
  order: true,
  clearMissing: true,
  newerByFieldId: true,
  fields: {
    select: {
      id: true,
      label: true,
      parameter: true,
      key: true,
      type: true,
      favorite: true,
      order: true,
      archivedAt: true,
    },
    orderBy: [{ archivedAt: { sort: "asc", nulls: "first" } }, { order: "asc" }, { id: "asc" }],
  },
} satisfies Prisma.ExternalDataGroupSelect;

interface StoredGroup extends Omit<ExternalDataGroup, "fields"> {
  fields: (Omit<ExternalDataGroup["fields"][number], "archived"> & { archivedAt: Date | null })[];
}

export function groupOf({ fields, ...group }: StoredGroup): ExternalDataGroup {
  return {
    ...group,
    fields: fields.map(({ archivedAt, ...field }) => ({ ...field, archived: archivedAt !== null })),
  };
}
