import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { checkCondition } from "@/lib/conditions/check";
import { condition as conditionSchema, type Condition } from "@/lib/conditions/schema";
import { db, type Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { Source } from "@/lib/sources/source";
import type { FilterInput } from "./schema";
import { changeable, isAnyoneElses, owner, requireMayShareIn, usable, type SharedWith } from "./sharing";

export interface SavedFilter extends SharedWith {
  id: string;
  name: string;
  condition: Condition;
  /** Whether this person may change and delete it. */
  mayChange: boolean;
  /** What asks it, besides people. */
  usedBy: { kind: "listener" | "trigger" | "schedule" | "report element"; id: string; name: string }[];
}

const reportColumns = { name: true, visibility: true, ownerId: true, owner: { select: { username: true } } } as const;

const columns = {
  id: true,
  name: true,
  visibility: true,
  teamId: true,
  condition: true,
  listeners: { select: { id: true, name: true }, orderBy: { name: "asc" } },
  triggers: { select: { id: true, name: true }, orderBy: { name: "asc" } },
  schedules: { select: { id: true, name: true }, orderBy: { name: "asc" } },
  elements: { select: { id: true, name: true, report: { select: reportColumns } }, orderBy: { name: "asc" } },
} as const satisfies Prisma.SavedFilterSelect;

/** The filters of a source this person may use: their own and those shared with them, by name. */
export async function listFilters(actor: Can<"filters.write">, source: string): Promise<SavedFilter[]> {
  const [rows, own] = await Promise.all([
    db.savedFilter.findMany({
      where: usable(actor, source),
      select: columns,
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    db.savedFilter.findMany({ where: { source, ...changeable(actor) }, select: { id: true } }),
  ]);
  const mayChange = new Set(own.map(({ id }) => id));
  return rows.map(({ listeners, triggers, schedules, elements, ...row }) => ({
    ...row,
    condition: conditionSchema.parse(row.condition),
    mayChange: mayChange.has(row.id),
    usedBy: [
      ...listeners.map((listener) => ({ kind: "listener" as const, ...listener })),
      ...triggers.map((trigger) => ({ kind: "trigger" as const, ...trigger })),
      ...schedules.map((schedule) => ({ kind: "schedule" as const, ...schedule })),
      ...elements.map(({ id, name, report }) => ({
        kind: "report element" as const,
        id,
        name: isHidden(actor, report) ? "an element of a private report" : name,
      })),
    ],
  }));
}

/** The condition of a saved filter of a source, if this person may use it. */
export async function findUsableCondition(
  actor: Can<"filters.write">,
  source: string,
  id: string,
): Promise<Condition | null> {
  const row = await db.savedFilter.findFirst({ where: { id, ...usable(actor, source) }, select: { condition: true } });
  return row && conditionSchema.parse(row.condition);
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
  const [first] = checkCondition(input.condition, source.catalog.find);
  if (first) throw new AppError("invalid", first.message, { condition: first.message });
  const { id, ...data } = input;
  const stored = { ...data, teamId: data.teamId ?? null, condition: plainJson(data.condition) };
  return transaction(async (tx) => {
    await requireMayShareIn(tx, actor, data);
    if (!id) {
      const row = await tx.savedFilter.create({
        data: { ...stored, projectId: projectIdOf(actor), ownerId: owner(actor) },
        select: { id: true },
      });
      const created = {
        verb: "created",
        kind: "filter",
        id: row.id,
        label: data.name,
        after: inputOf(stored),
      } as const;
      if (data.visibility !== "mine") await audit(tx, actor, created);
      return row;
    }
    const before = await tx.savedFilter.findFirst({
      where: { id, ...changeable(actor) },
      select: inputColumns,
    });
    if (!before)
      throw new AppError(
        "forbidden",
        "Only its owner or a manager can change this filter. Save it under a new name instead.",
      );
    const { source: _, ...change } = stored;
    await tx.savedFilter.update({ where: { id }, data: { ...change, modifiedAt: new Date() }, select: { id: true } });
    const changed = { verb: "changed", kind: "filter", id, label: data.name } as const;
    if (isAnyoneElses(before, data))
      await audit(tx, actor, { ...changed, before: inputOf(before), after: inputOf(stored) });
    return { id };
  });
}

/** @throws AppError `conflict`, naming what uses it. */
export async function deleteFilter(actor: Can<"filters.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const row = await tx.savedFilter.findFirst({
      where: { id, ...changeable(actor) },
      select: {
        ...inputColumns,
        listeners: { select: { name: true } },
        triggers: { select: { name: true } },
        schedules: { select: { name: true } },
        elements: { select: { name: true, report: { select: reportColumns } } },
      },
    });
    if (!row) throw new AppError("not_found", "There is no such filter, or it is not yours.");
    const users = usersOf(actor, row);
    if (users) throw new AppError("conflict", `The filter is used by ${users}. Choose another filter there first.`);
    await tx.savedFilter.delete({ where: { id }, select: { id: true } });
    if (isAnyoneElses(row))
      await audit(tx, actor, { verb: "deleted", kind: "filter", id, label: row.name, before: inputOf(row) });
  });
}

const inputColumns = { name: true, source: true, visibility: true, teamId: true, condition: true } as const;

/** A filter as it was typed, for the audit log. */
export function inputOf(filter: Omit<FilterInput, "id" | "condition"> & { condition: unknown }): object {
  const { name, source, visibility, teamId, condition } = filter;
  return { name, source, visibility, teamId, condition };
}

/** What asks it, in words; empty when nothing does. */
function usersOf(
  actor: Actor,
  {
    listeners,
    triggers,
    schedules,
    elements,
  }: Record<"listeners" | "triggers" | "schedules", { name: string }[]> & {
    elements: { name: string; report: OfReport }[];
  },
): string {
  const reports = elements.map(({ name, report }) =>
    isHidden(actor, report)
      ? `a private report of ${report.owner?.username ?? "somebody"}`
      : `“${name}” of the report “${report.name}”`,
  );
  return [
    ...listeners.map(({ name }) => `the external listener “${name}”`),
    ...triggers.map(({ name }) => `the trigger “${name}”`),
    ...schedules.map(({ name }) => `the schedule “${name}”`),
    ...new Set(reports),
  ].join(", ");
}

type OfReport = Prisma.ReportGetPayload<{ select: typeof reportColumns }>;

/** What a private report of somebody else is called stays with its owner. */
function isHidden(actor: Actor, { visibility, ownerId }: OfReport): boolean {
  return visibility === "mine" && ownerId !== null && ownerId !== actor.personId;
}
