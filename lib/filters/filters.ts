import { audit } from "@/lib/audit/audit";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { checkCondition } from "@/lib/conditions/check";
import { condition as conditionSchema, type Condition } from "@/lib/conditions/schema";
import { db, type Db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { Source } from "@/lib/sources/source";
import type { FilterInput } from "./schema";

export interface SavedFilter {
  id: string;
  name: string;
  visibility: "mine" | "team" | "project" | "community";
  condition: Condition;
  owner: { id: string; username: string };
  mine: boolean;
}

const columns = {
  id: true,
  name: true,
  visibility: true,
  condition: true,
  owner: { select: { id: true, username: true } },
} as const;

/** The filters of a source this person may use: their own and those shared here, by name. */
export async function listFilters(actor: Can<"filters.write">, source: string): Promise<SavedFilter[]> {
  const rows = await db.savedFilter.findMany({
    where: { source, ...usable(actor) },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    ...row,
    condition: conditionSchema.parse(row.condition),
    mine: row.owner.id === actor.personId,
  }));
}

/** The condition of a saved filter as it stands now. @throws AppError `not_found` */
export async function getFilterCondition(store: Db, id: string): Promise<Condition> {
  const row = await store.savedFilter.findUnique({ where: { id }, select: { condition: true } });
  if (!row) throw new AppError("not_found", "This filter is gone.");
  return conditionSchema.parse(row.condition);
}

/**
 * Saves a new filter, or changes one's own (a manager: any shared one).
 * @throws AppError `invalid` with the place in the condition; `forbidden` to share without the right.
 */
export async function saveFilter(
  actor: Can<"filters.write">,
  source: Source,
  input: FilterInput,
): Promise<{ id: string }> {
  requireMayShare(actor, input.visibility);
  const problems = checkCondition(input.condition, source.catalog.find);
  const first = problems[0];
  if (first) throw new AppError("invalid", first.message, { condition: first.message });
  const projectId = projectIdOf(actor);
  const { id, ...data } = input;
  return transaction(async (tx) => {
    if (!id) {
      const row = await tx.savedFilter.create({
        data: { ...data, condition: plainJson(data.condition), projectId, ownerId: owner(actor) },
        select: { id: true },
      });
      if (data.visibility !== "mine")
        await audit(tx, actor, {
          verb: "created",
          kind: "filter",
          id: row.id,
          label: data.name,
          after: plainJson(data),
        });
      return row;
    }
    const before = await tx.savedFilter.findFirst({
      where: { id, ...changeable(actor) },
      select: { name: true, visibility: true, condition: true },
    });
    if (!before)
      throw new AppError(
        "forbidden",
        "Only its owner or a manager can change this filter. Save it under a new name instead.",
      );
    await tx.savedFilter.update({
      where: { id },
      data: {
        name: data.name,
        visibility: data.visibility,
        condition: plainJson(data.condition),
        modifiedAt: new Date(),
      },
      select: { id: true },
    });
    await audit(tx, actor, {
      verb: "changed",
      kind: "filter",
      id,
      label: data.name,
      before: plainJson(before),
      after: plainJson(data),
    });
    return { id };
  });
}

/** @throws AppError `conflict`, naming what uses it. */
export async function deleteFilter(actor: Can<"filters.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const row = await tx.savedFilter.findFirst({
      where: { id, ...changeable(actor) },
      select: { name: true, listeners: { select: { name: true } } },
    });
    if (!row) throw new AppError("not_found", "There is no such filter, or it is not yours.");
    if (row.listeners.length > 0) {
      const names = row.listeners.map((listener) => `“${listener.name}”`).join(", ");
      throw new AppError(
        "conflict",
        `The filter is used by the external listener ${names}. Choose another filter there first.`,
      );
    }
    await tx.savedFilter.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "filter", id, label: row.name });
  });
}

/** Which saved filters and views of a scope an actor may use. */
export function usable(actor: Can<"filters.write">) {
  const projectId = projectIdOf(actor);
  const shared = projectId
    ? [{ projectId, visibility: "project" as const }]
    : [{ projectId: null, visibility: "community" as const }];
  return {
    projectId,
    OR: [{ ownerId: owner(actor) }, ...shared, { visibility: "community" as const }],
  };
}

/** One's own; a manager may also change what others share. */
export function changeable(actor: Can<"filters.write">) {
  return {
    projectId: projectIdOf(actor),
    ...(may(actor, "filters.share")
      ? { OR: [{ ownerId: owner(actor) }, { visibility: { not: "mine" as const } }] }
      : { ownerId: owner(actor) }),
  };
}

/** @throws AppError `forbidden` */
export function requireMayShare(actor: Can<"filters.write">, visibility: string): void {
  if (visibility === "mine" || may(actor, "filters.share")) return;
  throw new AppError(
    "forbidden",
    "Only a manager can share filters and views. Keep it to yourself, or ask a project manager.",
    {
      visibility: "Choose “Only me”.",
    },
  );
}

/** The person something is saved for. @throws AppError `unauthenticated` */
export function owner(actor: Can<"filters.write">): string {
  if (!actor.personId) throw new AppError("unauthenticated", "Sign in to go on.");
  return actor.personId;
}
