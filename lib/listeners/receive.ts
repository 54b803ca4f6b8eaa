import "server-only";
import { noteKeyUse } from "@/lib/api-keys/note-use";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { asCall } from "@/lib/env/calls-first";
import { getFilterCondition } from "@/lib/filters/filters";
import { parseJson } from "@/lib/json/guard";
import { storableJson } from "@/lib/json/sanitise";
import type { JsonValue } from "@/lib/json/value";
import { loadSource } from "@/lib/sources/load-source";
import { judgeAccepted } from "./accept";
import { handleItemsIn, itemsOf, maxItems } from "./batch";
import { answerOf, startCall, type Call, type ListenerAnswer, type ListenerRequest, type Reply } from "./call";
import { dedupeKeyOf } from "./dedupe";
import { describeListeners } from "./describe";
import { refuseAtDoor } from "./door";
import { handleItemIn, type LoadedFilter } from "./handle-item";
import { listenerLimits, takeOne, type ListenerLimits } from "./limits";
import type { LoadedListener } from "./load-listener";
import { prove } from "./prove";
import { logCall, type Outcome } from "./record-call";

/**
 * Takes one call of another system: judges it in the order of the specification, applies its effect together with the receipt in one
 * transaction, logs it, answers. Never throws and never answers 500: trouble of our own is a 503 with `Retry-After`.
 */
export async function receive(request: ListenerRequest, limits = listenerLimits): Promise<ListenerAnswer> {
  if (request.method === "GET" || request.method === "HEAD") return describeListeners(request.method);
  return asCall(() => take(request, limits));
}

async function take(request: ListenerRequest, limits: ListenerLimits): Promise<ListenerAnswer> {
  const call = startCall(request);
  const outcome = await judge(call, limits).catch((error: unknown): Outcome => {
    report(error);
    return { listener: null, way: null, reply: unavailable };
  });
  const logged = logCall(call, outcome, limits).catch(report);
  // Without a database the log would only make the caller wait as long again.
  if (outcome.reply !== unavailable) await logged;
  return answerOf(call, outcome.reply);
}

async function judge(call: Call, limits: ListenerLimits): Promise<Outcome> {
  const refused = refuseAtDoor(call);
  if (refused) return { listener: null, way: null, reply: refused };
  const proof = await prove(call, limits);
  if (!proof.ok) return proof;
  const { listener, way } = proof;
  if (!call.request.isTest) await noteKeyUse(listener.apiKey, call.request.ip, call.at).catch(report);
  const outcome = await judgeBody(call, listener, limits).catch((error: unknown) => {
    report(error);
    return { reply: unavailable };
  });
  return { listener, way, ...outcome };
}

type Judged = Omit<Outcome, "listener" | "way">;

async function judgeBody(call: Call, listener: LoadedListener, limits: ListenerLimits): Promise<Judged> {
  const read = parseJson(call.request.body);
  if (!read.ok) {
    const { message, line, column, excerpt } = read.problem;
    call.checks.push({ check: "json", ok: false, note: `line ${line}, column ${column}: ${message}` });
    const said = `The body is not the JSON we take. Line ${line}, column ${column}: ${message}`;
    return { reply: { status: 400, outcome: "not_json", message: said, more: { line, column, excerpt } } };
  }
  call.checks.push({ check: "json", ok: true });
  if (read.duplicates.length > 0) call.flags.add("duplicate_keys");
  const body = storableBody(call, read.value);
  const wait = await takeOne(limits.calls, listener.id);
  call.checks.push({ check: "rate", ok: wait === null });
  if (wait !== null) return { reply: tooMany(wait) };
  const items = call.value === null ? itemsOf(body) : null;
  if (Array.isArray(body) && call.value !== null) {
    const message = "A list of objects cannot go to one VALUE. Leave VALUE out of the URL, or send one object.";
    return { reply: { status: 400, outcome: "array_with_value", message } };
  }
  if (items && items.length > maxItems) {
    const message = `Send at most ${maxItems} objects at a time.`;
    return { reply: { status: 413, outcome: "too_many_items", message } };
  }
  // Before the repeat: the many that are not wanted then cost no transaction. Of a list each item is asked.
  if (!items) {
    const { checks, reply } = judgeAccepted(listener.accept, body);
    call.checks.push(...checks);
    if (reply) return { reply };
  }
  return run(call, listener, { body, items });
}

// What PostgreSQL refuses comes in only by an escape, as the bytes are strict UTF-8.
function storableBody(call: Call, body: JsonValue): JsonValue {
  if (!Buffer.from(call.request.body).includes("\\u")) return body;
  const { value, replaced } = storableJson(body);
  if (replaced) call.flags.add("replaced_characters");
  return value;
}

interface Content {
  body: JsonValue;
  items: JsonValue[] | null;
}

async function run(call: Call, listener: LoadedListener, content: Content): Promise<Judged> {
  const filter = await loadFilter(listener);
  const dedupeKey = dedupeKeyOf(listener.dedupe, call.request.headers, content.body);
  const judged = await transaction((tx) => runIn(tx, call, { listener, filter, dedupeKey, ...content }), {
    seconds: content.items ? 60 : 10,
  });
  call.checks.push(...judged.checks);
  return judged;
}

// Read before the transaction: it would otherwise wait for a second connection while holding one.
async function loadFilter({
  filterId,
  target,
  projectId,
  feedbackTypeId,
}: LoadedListener): Promise<LoadedFilter | null> {
  if (filterId === null || target === "project") return null;
  const [condition, source] = await Promise.all([
    getFilterCondition(db, filterId),
    loadSource(target === "user" ? { kind: "users", projectId } : { kind: "feedback", typeId: feedbackTypeId ?? "" }),
  ]);
  return { condition, source };
}

interface Work extends Content {
  listener: LoadedListener;
  filter: LoadedFilter | null;
  dedupeKey: string | null;
}

async function runIn(tx: Tx, call: Call, work: Work): Promise<Judged & { checks: Call["checks"] }> {
  const { listener, dedupeKey } = work;
  const first = dedupeKey === null ? null : await takeReceipt(tx, call, listener.id, dedupeKey);
  if (first !== null) {
    const reply: Reply = {
      status: 200,
      outcome: "duplicate",
      message: "This call came before.",
      more: { callId: first },
    };
    return { reply, duplicateOf: first, checks: [{ check: "repeat", ok: false, note: dedupeKey ?? "" }] };
  }
  const checks: Call["checks"] = dedupeKey === null ? [] : [{ check: "repeat", ok: true, note: dedupeKey }];
  const judged = work.items ? await handleItemsIn(tx, { ...work, call }, work.items) : await runOne(tx, call, work);
  // A call without an effect leaves no receipt, so that it may be sent again once its cause is mended.
  if (dedupeKey !== null && !judged.hasEffect)
    await tx.listenerReceipt.delete({ where: { listenerId_dedupeKey: { listenerId: listener.id, dedupeKey } } });
  return { ...judged, checks: [...checks, ...judged.checks] };
}

/** Null if this call is the first of its key, else the id of the first. Waits for another call with the same key that is under way. */
async function takeReceipt(tx: Tx, call: Call, listenerId: string, dedupeKey: string): Promise<string | null> {
  const taken = await tx.$executeRaw`/* planned once */
    insert into listener_receipt (listener_id, dedupe_key, call_id, first_at)
    values (${listenerId}::uuid, ${dedupeKey}, ${call.id}::uuid, ${call.at}) on conflict do nothing`;
  if (taken === 1) return null;
  const key = { listenerId_dedupeKey: { listenerId, dedupeKey } };
  return (await tx.listenerReceipt.findUniqueOrThrow({ where: key, select: { callId: true } })).callId;
}

type Run = Judged & { checks: Call["checks"]; hasEffect: boolean };

async function runOne(tx: Tx, call: Call, { listener, filter, body }: Work): Promise<Run> {
  const result = await handleItemIn(tx, { call, listener, filter, value: call.value, body });
  return { ...result, hasEffect: result.effects !== null };
}

function tooMany(seconds: number): Reply {
  const message = "This listener gets more calls than it takes. Send them again later.";
  return { status: 429, outcome: "rate_limited", message, headers: { "retry-after": String(seconds) } };
}

const unavailable: Reply = {
  status: 503,
  outcome: "unavailable",
  message: "We cannot take this call right now. Send it again in a few seconds.",
  headers: { "retry-after": "5" },
};

function report(error: unknown): void {
  process.stderr.write(`listener: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
