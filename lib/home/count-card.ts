import "server-only";
import { createHash } from "node:crypto";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { canonical } from "@/lib/conditions/canonical";
import { condition as conditionSchema } from "@/lib/conditions/schema";
import { askAtLength } from "@/lib/db/ask-at-length";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { getFeedbackType } from "@/lib/feedback/types";
import { usableHere, waitsForValue } from "@/lib/filters/sharing";
import { asked } from "@/lib/sources/list";
import { ticketsOf, usersOf } from "@/lib/sources/load-source";
import { contextOf } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { noSuchCard, ownHere } from "./own-cards";
import type { Counted } from "./schema";

/** Milliseconds. A count that is not older is shown as it is. */
const countLife = 15 * 60_000;

export const keptColumns = {
  count: true,
  countedAt: true,
  earlierCount: true,
  earlierAt: true,
} as const satisfies Prisma.CountCardSelect;

type Kept = Prisma.CountCardGetPayload<{ select: typeof keptColumns }>;

/** The count that was read last; null before the first. */
export function keptCount({ count, countedAt, earlierCount, earlierAt }: Kept): Counted | null {
  if (count === null || countedAt === null) return null;
  const earlier = earlierCount !== null && earlierAt ? { count: earlierCount, at: earlierAt.toISOString() } : null;
  return { count, at: countedAt.toISOString(), isFresh: Date.now() - countedAt.getTime() < countLife, earlier };
}

/**
 * Counts anew what the filter of a card finds for its owner, however many, and keeps it; a page shows the count before meanwhile. The last
 * count of an earlier day stays beside it while the filter asks the same, so that what is said to have changed is what was counted.
 * @throws AppError `not_found`; `invalid` for a filter on fields that are gone or that waits for a value; `unavailable` when it takes too long
 */
export async function countCard(actor: Can<"filters.write">, id: string): Promise<Counted> {
  const card = await db.countCard.findFirst({
    where: { id, ...ownHere(actor), filter: usableHere(actor) },
    select: { question: true, ...keptColumns, filter: { select: { source: true, condition: true } } },
  });
  if (!card) throw noSuchCard();
  const source = await sourceOf(actor, card.filter.source);
  const condition = conditionSchema.parse(card.filter.condition);
  if (waitsForValue(condition))
    throw new AppError("invalid", "This filter asks for a value when it is run. Give the question a default.");
  const context = contextOf(source, actor);
  // In turn with reports: of twelve cards on the pages of many people no more than two are counted at once.
  const [row] = await askAtLength<{ count: number }>(
    sql`select count(*)::int as count ${source.from} where ${asked(source, { condition, context })}`,
  );
  const count = row?.count ?? 0;
  const question = createHash("sha256")
    .update(JSON.stringify([canonical(condition), source.zone]))
    .digest("base64url");
  const countedAt = new Date(context.now);
  const kept = { count, countedAt, ...earlierOf(card, { question, countedAt, zone: source.zone }) };
  await db.countCard.updateMany({ where: { id, ...ownHere(actor) }, data: { question, ...kept } });
  const counted = keptCount(kept);
  if (!counted) throw noSuchCard();
  return counted;
}

function earlierOf(
  card: Kept & { question: string | null },
  now: { question: string; countedAt: Date; zone: string },
): Pick<Kept, "earlierCount" | "earlierAt"> {
  const { question, count, countedAt, earlierCount, earlierAt } = card;
  if (question !== now.question || countedAt === null) return { earlierCount: null, earlierAt: null };
  const isOfToday = dayOf(countedAt, now.zone) === dayOf(now.countedAt, now.zone);
  return isOfToday ? { earlierCount, earlierAt } : { earlierCount: count, earlierAt: countedAt };
}

function dayOf(at: Date, timeZone: string): string {
  return at.toLocaleDateString("en-CA", { timeZone });
}

async function sourceOf(actor: Can<"filters.write">, source: string): Promise<Source> {
  if (source === "users") return usersOf(also(actor, "users.read"));
  const typeId = source.split(":")[1] ?? "";
  const type = await db.feedbackType.findUnique({ where: { id: typeId }, select: { key: true } });
  return ticketsOf(also(actor, "feedback.read"), await getFeedbackType(also(actor, "types.read"), type?.key ?? ""));
}
