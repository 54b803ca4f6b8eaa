import "server-only";
import { pool } from "@/lib/db/pool";
import { storableJson } from "@/lib/json/sanitise";
import type { JsonValue } from "@/lib/json/value";
import type { Call, FoundTarget, Reply } from "./call";
import type { Way } from "./credentials";
import { takeOne, type ListenerLimits } from "./limits";
import type { LoadedListener } from "./load-listener";
import { maskedRequest, type MaskedRequest } from "./mask";

export interface Outcome {
  /** Set once the credential is proven. */
  listener: LoadedListener | null;
  way: Way | null;
  reply: Reply;
  /** The credential is right and the signature is not. */
  unproven?: boolean;
  targetGiven?: string | null;
  target?: FoundTarget | null;
  effects?: Record<string, unknown> | null;
  duplicateOf?: string;
}

/**
 * Writes the call to the log, masked. Calls without a right credential or signature: at most ten a minute of one address, never their
 * body. Calls that come while others are being written go together in the next write.
 */
export async function logCall(call: Call, outcome: Outcome, limits: ListenerLimits): Promise<void> {
  const isProven = outcome.listener !== null && !outcome.unproven;
  if (!isProven && (await takeOne(limits.logged, call.request.ip)) !== null) return;
  const masked = maskedRequest(call.request, outcome.listener?.signature ?? null);
  waiting.push({ row: rowOf(call, outcome, masked), body: isProven ? bodyOf(call, masked) : null });
  writing = writing.then(writeWaiting, writeWaiting);
  await writing;
}

interface Entry {
  /** By column of `listener_call`. */
  row: Record<string, unknown>;
  body: { meta: Record<string, unknown>; raw: Uint8Array } | null;
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

// One statement: both or neither, and one journey to the database for all of them.
async function write(entries: readonly Entry[]): Promise<void> {
  const bodies = entries.flatMap(({ body }) => body ?? []);
  await pool().query(
    `with bodies as (
      insert into listener_body (call_id, at, method, url, headers, raw)
      select (meta->>'call_id')::uuid, (meta->>'at')::timestamptz, meta->>'method', meta->>'url', meta->'headers', raw
      from unnest($1::jsonb[], $2::bytea[]) as given (meta, raw))
    insert into listener_call select * from jsonb_populate_recordset(null::listener_call, $3::jsonb)`,
    [
      bodies.map(({ meta }) => JSON.stringify(meta)),
      bodies.map(({ raw }) => Buffer.from(raw)),
      JSON.stringify(entries.map(({ row }) => row)),
    ],
  );
}

function rowOf(call: Call, outcome: Outcome, { text }: MaskedRequest): Entry["row"] {
  const { listener, way, reply, target, targetGiven } = outcome;
  const short = (given: string | null | undefined) => (given ? text(given).slice(0, 500).toWellFormed() : null);
  const effects = outcome.effects ?? reply.more;
  return {
    id: call.id,
    at: call.at,
    listener_id: listener?.id ?? null,
    project_id: listener?.projectId ?? null,
    listener_key: short(listener?.key ?? call.key) ?? "",
    outcome: reply.outcome,
    status: reply.status,
    message: short(reply.message),
    ip: call.request.ip,
    bytes: call.request.body.length,
    ms: Math.round(performance.now() - call.started),
    auth: way,
    target_given: short(targetGiven ?? (listener ? call.value : null)),
    target: target ? (listener?.target ?? null) : null,
    subject_id: target?.id ?? null,
    subject_label: target?.label ?? null,
    effects: effects ? storable(effects, text) : null,
    checks: call.checks.map(({ note, ...check }) => (note ? { ...check, note: text(note) } : check)),
    flags: [...call.flags],
    duplicate_of: outcome.duplicateOf ?? null,
    is_test: call.request.isTest ?? false,
  };
}

function bodyOf(call: Call, { url, headers, raw }: MaskedRequest): Entry["body"] {
  return { meta: { call_id: call.id, at: call.at, method: call.request.method, url, headers }, raw };
}

function storable(effects: Record<string, unknown>, text: (given: string) => string): JsonValue {
  return storableJson(JSON.parse(text(JSON.stringify(effects))) as JsonValue).value;
}
