import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { tableColumn, tableSort, type TableColumn, type TableSort } from "@/lib/conditions/table-state";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { changeable, owner, requireMayShare, usable } from "@/lib/filters/filters";
import type { ViewInput } from "@/lib/filters/schema";
import type { Source } from "@/lib/sources/source";
import { z } from "zod";

export interface SavedView {
  id: string;
  name: string;
  visibility: "mine" | "team" | "project" | "community";
  columns: TableColumn[];
  sort: TableSort[];
  /** The field its rows are grouped by. */
  group?: string;
  owner: { id: string; username: string };
  mine: boolean;
}

const columns = {
  id: true,
  name: true,
  visibility: true,
  columns: true,
  sort: true,
  groupBy: true,
  owner: { select: { id: true, username: true } },
} as const;

/** The views of a source this person may use: their own and those shared here, by name. */
export async function listViews(actor: Can<"filters.write">, source: string): Promise<SavedView[]> {
  const rows = await db.savedView.findMany({
    where: { source, ...usable(actor) },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(({ groupBy, ...row }) => ({
    ...row,
    ...(groupBy && { group: groupBy }),
    columns: z.array(tableColumn).parse(row.columns),
    sort: z.array(tableSort).parse(row.sort),
    mine: row.owner.id === actor.personId,
  }));
}

/** Saves a new view, or changes one's own. @throws AppError `invalid` naming an item that does not exist; `forbidden` */
export async function saveView(actor: Can<"filters.write">, source: Source, input: ViewInput): Promise<{ id: string }> {
  requireMayShare(actor, input.visibility);
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
    };
    if (!id) {
      const row = await tx.savedView.create({
        data: { ...stored, projectId, ownerId: owner(actor) },
        select: { id: true },
      });
      if (data.visibility !== "mine")
        await audit(tx, actor, { verb: "created", kind: "view", id: row.id, label: data.name, after: plainJson(data) });
      return row;
    }
    const before = await tx.savedView.findFirst({
      where: { id, ...changeable(actor) },
      select: { name: true, visibility: true, columns: true },
    });
    if (!before)
      throw new AppError(
        "forbidden",
        "Only its owner or a manager can change this view. Save it under a new name instead.",
      );
    const { source: _, ...change } = stored;
    await tx.savedView.update({ where: { id }, data: { ...change, modifiedAt: new Date() }, select: { id: true } });
    await audit(tx, actor, {
      verb: "changed",
      kind: "view",
      id,
      label: data.name,
      before: plainJson(before),
      after: plainJson(data),
    });
    return { id };
  });
}

export async function deleteView(actor: Can<"filters.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const row = await tx.savedView.findFirst({ where: { id, ...changeable(actor) }, select: { name: true } });
    if (!row) throw new AppError("not_found", "There is no such view, or it is not yours.");
    await tx.savedView.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "view", id, label: row.name });
  });
}
