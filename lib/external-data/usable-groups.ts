import "server-only";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ExternalDataGroup } from "./schema";

/** The groups that a project sees: the community's and its own, in their order. Without a project only the community's. */
export async function listUsableGroups(db: Db, projectId: string | null): Promise<ExternalDataGroup[]> {
  const rows = await db.externalDataGroup.findMany({
    where: { OR: [{ projectId: null }, ...(projectId ? [{ projectId }] : [])] },
    select: groupColumns,
    orderBy: [{ order: "asc" }, { label: "asc" }, { id: "asc" }],
  });
  return rows.map(groupOf);
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
