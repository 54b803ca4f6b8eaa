import "server-only";
import { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { toCurl } from "./curl";
import { getDeliveryRow, maySeeBodies, type DeliveryRow } from "./log";
import { outcomeOf, type OutcomeText } from "./outcomes";
import { decodeRequest, showRequest } from "./saved-request";
import type { AttemptOutcome, CaptureResult, ShownRequest, ShownResponse } from "./schema";

export interface AttemptDetail {
  n: number;
  at: Date;
  outcome: AttemptOutcome;
  status: number | null;
  errorClass: string | null;
  message: string | null;
  ms: number | null;
  dnsMs: number | null;
  connectMs: number | null;
  ttfbMs: number | null;
  ip: string | null;
  /** Without its body for who may not see bodies, or when retention dropped it. */
  response: (Omit<ShownResponse, "body"> & { body: string | null }) | null;
  captured: CaptureResult | null;
  /** The person who asked for this try; null for our own schedule. */
  by: { id: string; username: string } | null;
}

export interface DeliveryDetail {
  delivery: DeliveryRow;
  /** What its result means and what to do; null while nothing was tried. */
  advice: OutcomeText | null;
  /** Null when it was never rendered or retention dropped it. The body is null for who may not see bodies. */
  request: ShownRequest | null;
  curl: string | null;
  attempts: AttemptDetail[];
  maySeeBodies: boolean;
  run: { id: string; cause: string; causeDetail: unknown; chainId: string; depth: number } | null;
}

/** Everything about one delivery. @throws AppError `not_found` */
export async function getDelivery(actor: Can<"logs.read">, id: string): Promise<DeliveryDetail> {
  const delivery = await getDeliveryRow(actor, id);
  const withBodies = maySeeBodies(actor);
  const [attempts, bodies, run] = await Promise.all([
    db.deliveryAttempt.findMany({ where: { deliveryId: id }, orderBy: [{ n: "asc" }, { at: "asc" }] }),
    db.deliveryBody.findMany({ where: { deliveryId: id } }),
    db.macroRun.findUnique({
      where: { id: delivery.runId },
      select: { id: true, cause: true, causeDetail: true, chainId: true, depth: true },
    }),
  ]);
  const people = await peopleOf(attempts.flatMap(({ byId }) => byId ?? []));
  const saved = bodies.find(({ n, request }) => n === 0 && request)?.request;
  const request = saved ? showRequest(decodeRequest(saved)) : requestOf(attempts.at(-1)?.requestMeta);
  const shown = request && (withBodies ? request : { ...request, body: null });
  return {
    delivery,
    advice: outcomeOf(delivery),
    request: shown,
    curl: shown && withBodies ? toCurl(shown) : null,
    attempts: attempts.map((attempt) => ({
      n: attempt.n,
      at: attempt.at,
      outcome: attempt.outcome as AttemptOutcome,
      status: attempt.status,
      errorClass: attempt.errorClass,
      message: attempt.message,
      ms: attempt.ms,
      dnsMs: attempt.dnsMs,
      connectMs: attempt.connectMs,
      ttfbMs: attempt.ttfbMs,
      ip: attempt.ip,
      response: responseOf(attempt, withBodies ? bodies : []),
      captured: captureResult.safeParse(attempt.captured).data ?? null,
      by: (attempt.byId && people.get(attempt.byId)) || null,
    })),
    maySeeBodies: withBodies,
    run,
  };
}

const requestMeta = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string(), secret: z.boolean() })),
});

const responseMeta = z.object({
  headers: z.array(z.tuple([z.string(), z.string()])),
  bytes: z.number(),
  truncated: z.boolean(),
});

const captureResult = z.object({
  stored: z.array(z.object({ field: z.string(), label: z.string(), value: z.unknown() })),
  rejected: z.array(z.object({ parameter: z.string(), problem: z.string() })),
  missing: z.array(z.string()),
});

function requestOf(meta: unknown): ShownRequest | null {
  const parsed = requestMeta.safeParse(meta);
  return parsed.success ? { ...parsed.data, body: null } : null;
}

function responseOf(
  attempt: { n: number; at: Date; status: number | null; responseMeta: unknown },
  bodies: readonly { n: number; at: Date; response: Uint8Array | null }[],
): AttemptDetail["response"] {
  const meta = responseMeta.safeParse(attempt.responseMeta);
  if (!meta.success || attempt.status === null) return null;
  const body = bodies.find(({ n, at }) => n === attempt.n && at.getTime() === attempt.at.getTime())?.response;
  return { status: attempt.status, ...meta.data, body: body ? Buffer.from(body).toString("utf8") : null };
}

async function peopleOf(ids: readonly string[]): Promise<Map<string, { id: string; username: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, username: true } });
  return new Map(rows.map((row) => [row.id, row]));
}
