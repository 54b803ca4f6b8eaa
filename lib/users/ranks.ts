import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { macrosNamingIn } from "@/lib/community/macros-naming";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RankInput } from "./rank-schema";

export interface RankRow extends RankInput {
  id: string;
  /** How often points were given by it. */
  given: number;
}

/** The ranks of the actor's scope, the highest first. */
export async function listRanks(actor: Can<"ranks.write">): Promise<RankRow[]> {
  const ranks = await db.rank.findMany({
    where: { projectId: projectIdOf(actor) },
    orderBy: [{ points: "desc" }, { name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, points: true, _count: { select: { entries: true } } },
  });
  return ranks.map(({ _count, ...rank }) => ({ ...rank, given: _count.entries }));
}

export interface OfferedRank extends RankInput {
  id: string;
  isCommunitys: boolean;
}

/** What a macro of the actor's scope may give: its own ranks, then the community's. */
export async function listOfferedRanks(actor: Can<"macros.read">): Promise<OfferedRank[]> {
  const ranks = await db.rank.findMany({
    where: { OR: [{ projectId: projectIdOf(actor) }, { projectId: null }] },
    orderBy: [{ projectId: { sort: "asc", nulls: "last" } }, { points: "desc" }, { name: "asc" }],
    select: { id: true, name: true, points: true, projectId: true },
  });
  return ranks.map(({ projectId, ...rank }) => ({ ...rank, isCommunitys: projectId === null }));
}

/** @throws AppError `invalid` on `name` when the scope has a rank of that name. */
export async function createRank(actor: Can<"ranks.write">, input: RankInput): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await requireFreeNameIn(tx, actor, null, input.name);
    const rank = await tx.rank.create({ data: { ...input, projectId: projectIdOf(actor) }, select: { id: true } });
    await audit(tx, actor, { verb: "created", kind: "rank", id: rank.id, label: input.name, after: input });
    return rank;
  });
}

/** Points given before stay as they were given. @throws AppError `not_found`, `invalid` on `name` */
export async function updateRank(actor: Can<"ranks.write">, id: string, input: RankInput): Promise<void> {
  await transaction(async (tx) => {
    const before = await findIn(tx, actor, id);
    await requireFreeNameIn(tx, actor, id, input.name);
    await tx.rank.update({ where: { id }, data: input, select: { id: true } });
    await audit(tx, actor, { verb: "changed", kind: "rank", id, label: input.name, before, after: input });
  });
}

/** Points given by it stay in the ledger. @throws AppError `not_found`, `conflict` while a macro gives it, naming the macro */
export async function deleteRank(actor: Can<"ranks.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await findIn(tx, actor, id);
    const macros = await macrosNamingIn(tx, id);
    if (macros !== "") throw new AppError("conflict", `${macros} Choose another rank there first.`);
    await tx.rank.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "rank", id, label: before.name, before });
  });
}

async function findIn(tx: Tx, actor: Can<"ranks.write">, id: string): Promise<RankInput> {
  const rank = await tx.rank.findFirst({
    where: { id, projectId: projectIdOf(actor) },
    select: { name: true, points: true },
  });
  if (!rank) throw new AppError("not_found", "There is no such rank here.");
  return rank;
}

async function requireFreeNameIn(tx: Tx, actor: Can<"ranks.write">, id: string | null, name: string): Promise<void> {
  const same = await tx.rank.findFirst({
    where: {
      projectId: projectIdOf(actor),
      name: { equals: name, mode: "insensitive" },
      ...(id ? { id: { not: id } } : {}),
    },
    select: { id: true },
  });
  if (same) throw new AppError("invalid", "Nothing was saved.", { name: `There is a rank “${name}” already.` });
}
