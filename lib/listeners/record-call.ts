import "server-only";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { plainJson } from "@/lib/db/plain-json";
import { storableJson } from "@/lib/json/sanitise";
import type { JsonObject } from "@/lib/json/value";
import type { Call, FoundTarget, Reply } from "./call";
import type { Way } from "./credentials";
import { takeOne, type ListenerLimits } from "./limits";
import type { LoadedListener } from "./load-listener";
import { maskedRequest } from "./mask";

export interface Outcome {
  /** Set once the credential is proven; only then is the body kept. */
  listener: LoadedListener | null;
  way: Way | null;
  reply: Reply;
  targetGiven?: string | null;
  target?: FoundTarget | null;
  effects?: Record<string, unknown> | null;
  duplicateOf?: string;
}

/**
 * Writes the call to the log, masked. Calls without a right credential: at most ten a minute of one address, never their body. Calls that
 * come while others are being written go together in the next write.
 */
export async function logCall(call: Call, outcome: Outcome, limits: ListenerLimits): Promise<void> {
  if (!outcome.listener && (await takeOne(limits.logged, call.request.ip)) !== null) return;
  const masked = maskedRequest(call.request);
  waiting.push({ row: rowOf(call, outcome, masked), body: outcome.listener ? bodyOf(call, masked) : null });
  writing = writing.then(writeWaiting, writeWaiting);
  await writing;
}

interface Entry {
  row: Prisma.ListenerCallCreateManyInput;
  body: Prisma.ListenerBodyCreateManyInput | null;
}

const waiting: Entry[] = [];
let writing: Promise<void> = Promise.resolve();

async function writeWaiting(): Promise<void> {
  const entries = waiting.splice(0, 200);
  if (entries.length === 0) return;
  await write(entries).catch(async (error: unknown) => {
    // One row that cannot be written must not take the others with it.
    if (entries.length === 1) throw error;
    for (const entry of entries) await write([entry]);
  });
}

async function write(entries: readonly Entry[]): Promise<void> {
  const bodies = entries.flatMap(({ body }) => body ?? []);
  await db.$transaction([
    db.listenerCall.createMany({ data: entries.map(({ row }) => row) }),
    ...(bodies.length > 0 ? [db.listenerBody.createMany({ data: bodies })] : []),
  ]);
}

function rowOf(call: Call, outcome: Outcome, { text }: ReturnType<typeof maskedRequest>): Entry["row"] {
  const { listener, way, reply, target, targetGiven } = outcome;
  const short = (given: string | null | undefined) => (given ? text(given).slice(0, 500).toWellFormed() : null);
  const effects = outcome.effects ?? (reply.more ? { ...reply.more } : null);
  return {
    id: call.id,
    at: call.at,
    listenerId: listener?.id ?? null,
    projectId: listener?.projectId ?? null,
    listenerKey: short(listener?.key ?? call.key) ?? "",
    outcome: reply.outcome,
    status: reply.status,
    message: short(reply.message),
    ip: call.request.ip,
    bytes: call.request.body.length,
    ms: Math.round(performance.now() - call.started),
    auth: way,
    targetGiven: short(targetGiven ?? (listener ? call.value : null)),
    target: target ? (listener?.target ?? null) : null,
    subjectId: target?.id ?? null,
    subjectLabel: target?.label ?? null,
    checks: plainJson(call.checks.map(({ note, ...check }) => (note ? { ...check, note: text(note) } : check))),
    flags: [...call.flags],
    duplicateOf: outcome.duplicateOf ?? null,
    ...(effects ? { effects: storable(effects, text) } : {}),
  };
}

function bodyOf(call: Call, { url, headers, raw }: ReturnType<typeof maskedRequest>): Entry["body"] {
  return { callId: call.id, at: call.at, method: call.request.method, url, headers, raw };
}

function storable(effects: Record<string, unknown>, text: (given: string) => string): Prisma.InputJsonObject {
  const masked = JSON.parse(text(JSON.stringify(effects))) as JsonObject;
  return storableJson(masked).value as Prisma.InputJsonObject;
}
