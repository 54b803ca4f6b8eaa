import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { condition as conditionSchema } from "@/lib/conditions/schema";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { owner, usableHere, waitsForValue } from "@/lib/filters/sharing";
import { keptCount, keptColumns } from "./count-card";
import { noSuchCard, ownHere } from "./own-cards";
import type { CountableFilter, CountCard } from "./schema";

/** Cards on one home page. */
const mostCards = 12;

/**
 * A person's own cards here, in their order, with the counts that were read last. A filter that is not shared with them any more is left
 * out, and there again once it is. They are nobody's configuration, so the audit log does not hear of them.
 */
export async function listCountCards(actor: Can<"filters.write">): Promise<CountCard[]> {
  const [rows, typeOf] = await Promise.all([
    db.countCard.findMany({
      where: { ...ownHere(actor), filter: usableHere(actor) },
      select: {
        id: true,
        ...keptColumns,
        filter: { select: { id: true, name: true, source: true, modifiedAt: true } },
      },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
    typesOf(actor),
  ]);
  return rows.flatMap(({ id, filter, ...kept }) => {
    const type = typeOf(filter.source);
    if (type === undefined) return [];
    const { id: filterId, name, modifiedAt } = filter;
    // What was counted before the filter was changed is the count of something else.
    const counted = kept.countedAt && kept.countedAt >= modifiedAt ? keptCount(kept) : null;
    return [{ id, filterId, name, what: type?.name ?? "Users", typeKey: type?.key ?? null, counted }];
  });
}

/** Filters that can still be put on the home page, by what they list and by name: those that wait for nobody's value. */
export async function listCountable(actor: Can<"filters.write">): Promise<CountableFilter[]> {
  const [rows, typeOf] = await Promise.all([
    db.savedFilter.findMany({
      where: { ...usableHere(actor), cards: { none: ownHere(actor) } },
      select: { id: true, name: true, source: true, condition: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: 500,
    }),
    typesOf(actor),
  ]);
  return rows.flatMap(({ id, name, source, condition }) => {
    const type = typeOf(source);
    if (type === undefined || waitsForValue(conditionSchema.parse(condition))) return [];
    return [{ id, name, what: type?.name ?? "Users" }];
  });
}

/** At the end; one that is there stays where it is. @throws AppError `not_found`, `conflict` when the page is full, `invalid` */
export async function addCountCard(actor: Can<"filters.write">, filterId: string): Promise<void> {
  await transaction(async (tx) => {
    const filter = await tx.savedFilter.findFirst({
      where: { id: filterId, ...usableHere(actor) },
      select: { condition: true },
    });
    if (!filter) throw new AppError("not_found", "There is no such filter, or it is not shared with you.");
    if (waitsForValue(conditionSchema.parse(filter.condition)))
      throw new AppError("invalid", "This filter asks for a value when it is run. Give the question a default first.");
    const cards = await lockedCards(tx, actor);
    if (cards.some((card) => card.filterId === filterId)) return;
    if (cards.length >= mostCards)
      throw new AppError("conflict", `A home page holds ${mostCards} counts. Take one away first.`);
    const position = (cards.at(-1)?.position ?? -1) + 1;
    await tx.countCard.create({ data: { ...ownHere(actor), filterId, position }, select: { id: true } });
  });
}

/** @throws AppError `not_found` */
export async function removeCountCard(actor: Can<"filters.write">, id: string): Promise<void> {
  const { count } = await db.countCard.deleteMany({ where: { id, ...ownHere(actor) } });
  if (count === 0) throw noSuchCard();
}

/** @param to its place, 0 the first @throws AppError `not_found` */
export async function moveCountCard(actor: Can<"filters.write">, id: string, to: number): Promise<void> {
  await transaction(async (tx) => {
    const ids = (await lockedCards(tx, actor)).map((card) => card.id);
    if (!ids.includes(id)) throw noSuchCard();
    const others = ids.filter((other) => other !== id);
    const ordered = [...others.slice(0, to), id, ...others.slice(to)];
    await tx.$executeRaw`
      update count_card c set position = place.n - 1 from unnest(${ordered}::uuid[]) with ordinality place (id, n) where c.id = place.id`;
  });
}

/** The person's row is locked: of two windows each waits for the other. */
async function lockedCards(tx: Tx, actor: Can<"filters.write">) {
  await tx.$queryRaw`select id from app_user where id = ${owner(actor)}::uuid for no key update`;
  return tx.countCard.findMany({
    where: ownHere(actor),
    select: { id: true, filterId: true, position: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

/** The feedback type of a source, null for users, undefined where it is gone or of elsewhere. */
async function typesOf(actor: Can<"filters.write">) {
  const projectId = projectIdOf(actor);
  const types = projectId
    ? await db.feedbackType.findMany({ where: { projectId }, select: { id: true, key: true, name: true } })
    : [];
  const bySource = new Map(types.map((type) => [`feedback:${type.id}`, type]));
  return (source: string) => (source === "users" ? null : bySource.get(source));
}
