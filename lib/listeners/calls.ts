import "server-only";
import { z } from "zod";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { CallCheck, ListenerTarget } from "./schema";

export const callQuestion = z.strictObject({
  listenerId: z.uuid().optional(),
  /** Calls that found this user, ticket or project. */
  subjectId: z.uuid().optional(),
  /** What was answered: below 300, or 400 and above. */
  answered: z.enum(["accepted", "refused"]).optional(),
  outcome: z.string().max(50).optional(),
  /** The id of the last call of the page before. */
  before: z.uuid().optional(),
});
export type CallQuestion = z.infer<typeof callQuestion>;

export interface CallRow {
  id: string;
  at: string;
  listener: { id: string; key: string } | null;
  listenerKey: string;
  outcome: string;
  status: number;
  message: string | null;
  ip: string;
  bytes: number;
  ms: number;
  auth: string | null;
  targetGiven: string | null;
  subject: { target: ListenerTarget; id: string; label: string } | null;
  duplicateOf: string | null;
  flags: string[];
  /** Sent from the listener's own screen. */
  isTest: boolean;
}

export interface CallDetail extends CallRow {
  checks: CallCheck[];
  effects: unknown;
}

export interface CallBody {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** The body as text; bytes that are not UTF-8 are shown as U+FFFD. */
  text: string;
  bytes: number;
}

/** The calls of the actor's scope, newest first, 50 a page; `next` is null on the last. */
export async function listCalls(
  actor: Can<"logs.read">,
  { listenerId, subjectId, answered, outcome, before }: CallQuestion = {},
): Promise<{ rows: CallRow[]; next: string | null }> {
  const found = await db.listenerCall.findMany({
    where: {
      projectId: projectIdOf(actor),
      ...(listenerId ? { listenerId } : {}),
      ...(subjectId ? { subjectId } : {}),
      ...(outcome ? { outcome } : {}),
      ...(answered ? { status: answered === "accepted" ? { lt: 300 } : { gte: 400 } } : {}),
      // Ids are made in the order of time.
      ...(before ? { id: { lt: before } } : {}),
    },
    select: callColumns,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: pageSize + 1,
  });
  const rows = found.slice(0, pageSize).map(callRow);
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
}

/** @throws AppError `not_found` */
export async function getCall(actor: Can<"logs.read">, id: string): Promise<CallDetail> {
  const row = await db.listenerCall.findFirst({
    where: { id, projectId: projectIdOf(actor) },
    select: { ...callColumns, checks: true, effects: true },
  });
  if (!row) throw new AppError("not_found", "There is no such call, or it is too old to be kept.");
  return { ...callRow(row), checks: checksOf(row), effects: row.effects };
}

/** What was asked of a call, in order; nothing for one that is not in the log. */
export async function findChecks(actor: Can<"logs.read">, id: string): Promise<CallCheck[]> {
  const where = { id, projectId: projectIdOf(actor) };
  const row = await db.listenerCall.findFirst({ where, select: { checks: true } });
  return row ? checksOf(row) : [];
}

/** The request as it was received, credentials masked; null when it was not kept. @throws AppError `not_found` */
export async function findCallBody(actor: Can<"logs.bodies">, id: string): Promise<CallBody | null> {
  const call = await db.listenerCall.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: { at: true } });
  if (!call) throw new AppError("not_found", "There is no such call, or it is too old to be kept.");
  const body = await db.listenerBody.findUnique({ where: { callId_at: { callId: id, at: call.at } } });
  if (!body) return null;
  return {
    method: body.method,
    url: body.url,
    headers: body.headers as Record<string, string>,
    text: new TextDecoder().decode(body.raw),
    bytes: body.raw.length,
  };
}

/** They are written by `logCall` only. */
function checksOf({ checks }: { checks: unknown }): CallCheck[] {
  return checks as CallCheck[];
}

const pageSize = 50;

const callColumns = {
  id: true,
  at: true,
  listenerId: true,
  listenerKey: true,
  outcome: true,
  status: true,
  message: true,
  ip: true,
  bytes: true,
  ms: true,
  auth: true,
  targetGiven: true,
  target: true,
  subjectId: true,
  subjectLabel: true,
  duplicateOf: true,
  flags: true,
  isTest: true,
} as const;

interface StoredCall extends Omit<CallRow, "at" | "listener" | "subject"> {
  at: Date;
  listenerId: string | null;
  target: ListenerTarget | null;
  subjectId: string | null;
  subjectLabel: string | null;
}

function callRow({ at, listenerId, target, subjectId, subjectLabel, ...row }: StoredCall): CallRow {
  return {
    ...row,
    at: at.toISOString(),
    listener: listenerId ? { id: listenerId, key: row.listenerKey } : null,
    subject: target && subjectId ? { target, id: subjectId, label: subjectLabel ?? "" } : null,
  };
}
