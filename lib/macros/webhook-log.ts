import "server-only";
import { z } from "zod";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { RunCause } from "@/lib/db/generated/client";
import { toPlain, type Plain } from "@/lib/json/plain";
import { getDelivery, type DeliveryDetail } from "@/lib/webhooks/delivery-detail";
import { countDeliveries, listDeliveries, type DeliveryQuery, type DeliveryRow } from "@/lib/webhooks/log";
import type { DeliveryState } from "@/lib/webhooks/schema";
import { logGroupStates, logRangeWords, type LogQuestion, type LogRange } from "./webhook-log-schema";

export type LogRow = Plain<DeliveryRow> & {
  /** The feedback type whose macro this is, or whose ticket; null for users, and when both are gone. */
  typeKey: string | null;
  /** Null when the run is gone. */
  cause: { kind: RunCause; label: string } | null;
  /** How long the last try took. */
  ms: number | null;
};

export interface LogAnswer {
  rows: LogRow[];
  next: string | null;
  counts: Partial<Record<DeliveryState, number>>;
  readAt: string;
}

/** One page of the Macro webhook log, newest first, with how many there are by state. */
export async function readWebhookLog(
  actor: Can<"logs.read">,
  question: LogQuestion,
  usualRange: LogRange = "all",
): Promise<LogAnswer> {
  const query = queryOf(question, usualRange);
  const [{ rows, next }, counts] = await Promise.all([listDeliveries(actor, query), countDeliveries(actor, query)]);
  return { rows: await withContext(rows), next, counts, readAt: new Date().toISOString() };
}

export type LoggedDelivery = Plain<Omit<DeliveryDetail, "delivery">> & {
  delivery: LogRow;
  /** Of the macro as it is now; null when it was deleted. */
  macro: { runOnce: boolean; enabled: boolean } | null;
  /** The listener call that started the run. */
  callId: string | null;
  /** The delivery that this one repeats with newer data. */
  repeats: string | null;
};

/** Everything about one delivery, as it goes to the browser. @throws AppError `not_found` */
export async function readDelivery(actor: Can<"logs.read">, id: string): Promise<LoggedDelivery> {
  const { delivery, ...detail } = await getDelivery(actor, id);
  const [[row], macro] = await Promise.all([
    withContext([delivery]),
    db.macro.findUnique({ where: { id: delivery.macroId }, select: { runOnce: true, enabled: true } }),
  ]);
  if (!row) throw new Error("A delivery that was read has a row.");
  const cause = causeDetail.safeParse(detail.run?.causeDetail).data;
  return {
    ...toPlain(detail),
    delivery: row,
    macro,
    callId: cause?.callId ?? null,
    repeats: cause?.deliveryId ?? null,
  };
}

/** The macros of the actor's scope by name, to choose one from. */
export async function listLoggedMacros(actor: Can<"logs.read">): Promise<{ id: string; name: string }[]> {
  return db.macro.findMany({
    where: { projectId: projectIdOf(actor) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/** What the user or ticket was called when something was last sent about it here; null if nothing was. */
export async function findLoggedRecord(actor: Can<"logs.read">, subjectId: string): Promise<string | null> {
  const last = await db.webhookDelivery.findFirst({
    where: { subjectId, projectId: projectIdOf(actor) },
    orderBy: { id: "desc" },
    select: { subjectLabel: true },
  });
  return last?.subjectLabel ?? null;
}

const causeDetail = z.object({
  label: z.string().optional(),
  callId: z.string().optional(),
  deliveryId: z.string().optional(),
});

function queryOf(
  { state, code, macro, record, text, run, range, since, before }: LogQuestion,
  usual: LogRange,
): DeliveryQuery {
  const { hours } = logRangeWords[range ?? usual];
  const from = since ?? (hours && new Date(Date.now() - hours * 3_600_000).toISOString());
  return {
    limit: 50,
    ...(state && { states: logGroupStates[state].states }),
    ...(code && { code }),
    ...(macro && { macroId: macro }),
    ...(record && { subjectId: record }),
    ...(text && { search: text }),
    ...(run && { runId: run }),
    ...(before && { cursor: before }),
    ...(from && { from }),
  };
}

async function withContext(rows: DeliveryRow[]): Promise<LogRow[]> {
  const [types, causes, durations] = await Promise.all([typesOf(rows), causesOf(rows), durationsOf(rows)]);
  return rows.map((row) => ({
    ...toPlain(row),
    typeKey: types.get(row.macroId) ?? types.get(row.subjectId) ?? null,
    cause: causes.get(row.runId) ?? null,
    ms: durations.get(row.id) ?? null,
  }));
}

/** Keys of feedback types by macro and by ticket: a macro may be deleted, and so may a ticket. */
async function typesOf(rows: readonly DeliveryRow[]): Promise<Map<string, string>> {
  const about = rows.filter(({ target }) => target === "feedback");
  if (about.length === 0) return new Map();
  const [macros, tickets] = await Promise.all([
    db.macro.findMany({
      where: { id: { in: about.map(({ macroId }) => macroId) } },
      select: { id: true, feedbackType: { select: { key: true } } },
    }),
    db.feedback.findMany({
      where: { id: { in: about.map(({ subjectId }) => subjectId) } },
      select: { id: true, type: { select: { key: true } } },
    }),
  ]);
  return new Map([
    ...tickets.map(({ id, type }) => [id, type.key] as const),
    ...macros.flatMap(({ id, feedbackType }) => (feedbackType ? [[id, feedbackType.key] as const] : [])),
  ]);
}

async function causesOf(rows: readonly DeliveryRow[]): Promise<Map<string, { kind: RunCause; label: string }>> {
  const runs = await db.macroRun.findMany({
    where: { id: { in: rows.map(({ runId }) => runId) } },
    select: { id: true, cause: true, causeDetail: true },
  });
  return new Map(
    runs.map((run) => [run.id, { kind: run.cause, label: causeDetail.safeParse(run.causeDetail).data?.label ?? "" }]),
  );
}

async function durationsOf(rows: readonly DeliveryRow[]): Promise<Map<string, number>> {
  const oldest = rows.at(-1)?.createdAt;
  if (!oldest) return new Map();
  // With a time the database looks into few of the daily partitions.
  const attempts = await db.deliveryAttempt.findMany({
    where: { deliveryId: { in: rows.map(({ id }) => id) }, at: { gte: oldest } },
    orderBy: { n: "asc" },
    select: { deliveryId: true, ms: true },
  });
  return new Map(attempts.flatMap(({ deliveryId, ms }) => (ms === null ? [] : [[deliveryId, ms] as const])));
}
