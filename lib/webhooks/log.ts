import "server-only";
import { z } from "zod";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { firstIdOf } from "./first-id";
import { deliveryStates, type DeliveryState } from "./schema";

/** What the Macro webhook log is asked. All of it may stand in an address. */
export const deliveryQuery = z.strictObject({
  macroId: z.uuid().optional(),
  /** One user's or ticket's own log. */
  subjectId: z.uuid().optional(),
  runId: z.uuid().optional(),
  states: z.array(z.enum(deliveryStates)).max(9).optional(),
  /** `4xx`, `404`, or one of our words such as `timeout`. */
  code: z.string().max(20).optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Part of what the record was called. */
  search: z.string().max(200).optional(),
  /** The last id of the page before. */
  cursor: z.uuid().optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

const columns = {
  id: true,
  macroId: true,
  macroVersion: true,
  actionId: true,
  runId: true,
  target: true,
  subjectId: true,
  subjectLabel: true,
  state: true,
  attempt: true,
  maxAttempts: true,
  isTest: true,
  lastStatus: true,
  lastErrorClass: true,
  lastMessage: true,
  createdAt: true,
  firstAt: true,
  nextAt: true,
  deliveredAt: true,
  endpoint: { select: { id: true, origin: true, pausedUntil: true } },
} as const satisfies Prisma.WebhookDeliverySelect;

export type DeliveryRow = Prisma.WebhookDeliveryGetPayload<{ select: typeof columns }> & {
  /** Null when the macro was deleted since. */
  macro: { key: string; name: string } | null;
};

/** Newest first, page by page. */
export async function listDeliveries(
  actor: Can<"logs.read">,
  query: DeliveryQuery,
): Promise<{ rows: DeliveryRow[]; next: string | null }> {
  const found = await db.webhookDelivery.findMany({
    where: whereOf(actor, query),
    orderBy: { id: "desc" },
    take: query.limit + 1,
    select: columns,
  });
  const page = found.slice(0, query.limit);
  const macros = await macrosOf(page.map(({ macroId }) => macroId));
  return {
    rows: page.map((row) => ({ ...row, macro: macros.get(row.macroId) ?? null })),
    next: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
  };
}

/** How many there are by state, for the tabs above the list. */
export async function countDeliveries(
  actor: Can<"logs.read">,
  query: DeliveryQuery,
): Promise<Partial<Record<DeliveryState, number>>> {
  const { states: _, cursor: __, ...rest } = query;
  const groups = await db.webhookDelivery.groupBy({ by: ["state"], where: whereOf(actor, rest), _count: true });
  return Object.fromEntries(groups.map(({ state, _count }) => [state, _count]));
}

/** One row as the list has it. @throws AppError `not_found`, also for another project's */
export async function getDeliveryRow(actor: Can<"logs.read">, id: string): Promise<DeliveryRow> {
  const row = await db.webhookDelivery.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: columns });
  if (!row) throw new AppError("not_found", "This delivery does not exist, or its log was cleared.");
  return { ...row, macro: (await macrosOf([row.macroId])).get(row.macroId) ?? null };
}

/** May this actor see what was sent and what came back? */
export function maySeeBodies(actor: Can<"logs.read">): boolean {
  return may(actor, "logs.bodies");
}

function whereOf(actor: Can<"logs.read">, query: Omit<DeliveryQuery, "limit">): Prisma.WebhookDeliveryWhereInput {
  const { macroId, subjectId, runId, states, code, from, until, search, cursor } = query;
  return {
    projectId: projectIdOf(actor),
    ...(macroId && { macroId }),
    ...(subjectId && { subjectId }),
    ...(runId && { runId }),
    ...(states && states.length > 0 && { state: { in: states } }),
    ...(code && whereCode(code)),
    ...((from || until) && { createdAt: { ...(from && { gte: from }), ...(until && { lt: until }) } }),
    ...(search && { subjectLabel: { contains: search, mode: "insensitive" } }),
    // The index of the log is by id, which begins with its time.
    ...((cursor || from) && {
      id: { ...(cursor && { lt: cursor }), ...(from && { gte: firstIdOf(Date.parse(from)) }) },
    }),
  };
}

function whereCode(code: string): Prisma.WebhookDeliveryWhereInput {
  const hundred = /^([1-5])xx$/.exec(code)?.[1];
  if (hundred) return { lastStatus: { gte: Number(hundred) * 100, lt: Number(hundred) * 100 + 100 } };
  if (/^\d{3}$/.test(code)) return { lastStatus: Number(code) };
  return { lastErrorClass: code };
}

async function macrosOf(ids: readonly string[]): Promise<Map<string, { key: string; name: string }>> {
  const rows = await db.macro.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, key: true, name: true },
  });
  return new Map(rows.map(({ id, key, name }) => [id, { key, name }]));
}
