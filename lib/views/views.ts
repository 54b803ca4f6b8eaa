import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { tableColumn, tableSort, type TableColumn, type TableSort } from "@/lib/conditions/table-state";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { ViewInput } from "@/lib/filters/schema";
import { changeable, isAnyoneElses, owner, requireMayShareIn, usable, type SharedWith } from "@/lib/filters/sharing";
import type { Source } from "@/lib/sources/source";
import { z } from "zod";

export interface SavedView extends SharedWith {
  id: string;
  name: string;
  columns: TableColumn[];
  sort: TableSort[];
  /** The field its rows are grouped by. */
  group?: string;
  /** Whether this person may change and delete it. */
  mayChange: boolean;
}

const columns = {
  id: true,
  name: true,
  visibility: true,
  teamId: true,
  columns: true,
  sort: true,
  groupBy: true,
} as const satisfies Prisma.SavedViewSelect;

/** The views of a source this person may use: their own and those shared with them, by name. */
export async function listViews(actor: Can<"filters.write">, source: string): Promise<SavedView[]> {
  const [rows, own] = await Promise.all([
    db.savedView.findMany({ where: usable(actor, source), select: columns, orderBy: [{ name: "asc" }, { id: "asc" }] }),
    db.savedView.findMany({ where: { source, ...changeable(actor) }, select: { id: true } }),
  ]);
  const mayChange = new Set(own.map(({ id }) => id));
  return rows.map((row) => ({ ...rowOf(row), mayChange: mayChange.has(row.id) }));
}

/** A saved view of a source, if this person may use it. */
export async function findUsableView(
  actor: Can<"filters.write">,
  source: string,
  id: string,
): Promise<Omit<SavedView, "mayChange"> | null> {
  const row = await db.savedView.findFirst({ where: { id, ...usable(actor, source) }, select: columns });
  return row && rowOf(row);
}

function rowOf({ groupBy, ...row }: Prisma.SavedViewGetPayload<{ select: typeof columns }>) {
  return {
    ...row,
    ...(groupBy && { group: groupBy }),
    columns: z.array(tableColumn).parse(row.columns),
    sort: z.array(tableSort).parse(row.sort),
  };
}

/** Saves a new view, or changes one's own. @throws AppError `invalid` naming an item that does not exist; `forbidden` */
export async function saveView(actor: Can<"filters.write">, source: Source, input: ViewInput): Promise<{ id: string }> {
  const unknown = input.columns.find(({ path }) => !source.catalog.find(path));
  if (unknown)
    throw new AppError("invalid", "Nothing was saved.", {
      columns: `The item “${unknown.path}” does not exist here any more. Remove it.`,
    });
  const projectId = projectIdOf(actor);
  const { id, ...data } = input;
  return transaction(async (tx) => {
    const { group, ...others } = data;
    const stored = {
      ...others,
      columns: plainJson(data.columns),
      sort: plainJson(data.sort),
      groupBy: group ?? null,
      teamId: data.teamId ?? null,
    };
    await requireMayShareIn(tx, actor, data);
    if (!id) {
      const row = await tx.savedView.create({
        data: { ...stored, projectId, ownerId: owner(actor) },
        select: { id: true },
      });
      if (data.visibility !== "mine")
        await audit(tx, actor, { verb: "created", kind: "view", id: row.id, label: data.name, after: inputOf(stored) });
      return row;
    }
    const before = await tx.savedView.findFirst({
      where: { id, ...changeable(actor) },
      select: inputColumns,
    });
    if (!before)
      throw new AppError(
        "forbidden",
        "Only its owner or a manager can change this view. Save it under a new name instead.",
      );
    const { source: _, ...change } = stored;
    await tx.savedView.update({ where: { id }, data: { ...change, modifiedAt: new Date() }, select: { id: true } });
    const changed = { verb: "changed", kind: "view", id, label: data.name } as const;
    if (isAnyoneElses(before, data))
      await audit(tx, actor, { ...changed, before: inputOf(before), after: inputOf(stored) });
    return { id };
  });
}

export async function deleteView(actor: Can<"filters.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const row = await tx.savedView.findFirst({ where: { id, ...changeable(actor) }, select: inputColumns });
    if (!row) throw new AppError("not_found", "There is no such view, or it is not yours.");
    await tx.savedView.delete({ where: { id }, select: { id: true } });
    if (isAnyoneElses(row))
      await audit(tx, actor, { verb: "deleted", kind: "view", id, label: row.name, before: inputOf(row) });
  });
}

const inputColumns = {
  name: true,
  source: true,
  visibility: true,
  teamId: true,
  columns: true,
  sort: true,
  groupBy: true,
} as const satisfies Prisma.SavedViewSelect;

interface StoredView extends Omit<ViewInput, "id" | "columns" | "sort" | "group"> {
  columns: unknown;
  sort: unknown;
  groupBy: string | null;
}

/** A view as it was typed, for the audit log. */
export function inputOf({ name, source, visibility, teamId, columns, sort, groupBy }: StoredView): object {
  return { name, source, visibility, teamId, columns, sort, ...(groupBy && { group: groupBy }) };
}
