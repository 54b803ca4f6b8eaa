import "server-only";
import type { Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { storableText } from "@/lib/json/sanitise";
import type { Outcome } from "@/lib/outbound/outcome";
import { maskHeaders, redact, redactBytes } from "@/lib/secrets/redact";
import { captureIn } from "./capture";
import type { Verdict } from "./decide";
import type { Claimed } from "./delivery";
import { noteAnswersIn, pauseEndpointsIn } from "./receiver-wishes";
import { queueResumesIn } from "./resume-runs";
import { showRequest, type SavedRequest } from "./saved-request";
import { isFinal, type CaptureResult, type WebhookAction } from "./schema";

/** One try that ended, with all there is to write down about it. */
export interface AttemptResult {
  delivery: Claimed;
  startedAt: Date;
  verdict: Verdict;
  outcome: Outcome | null;
  action: WebhookAction | null;
  request: SavedRequest | null;
  /** Values that may not be kept, wherever they turn up. */
  secrets: readonly string[];
}

/** Of an answer this much is kept; more is read for capture. */
export const keptBytes = 64 * 1024;

/**
 * Writes results in one transaction: states (fenced by worker and try, so that a result nobody waits for any more changes none), attempts,
 * bodies, captured values, what the receiver wished for, and the runs that may go on.
 */
export async function flushResults(results: readonly AttemptResult[]): Promise<void> {
  await transaction((tx) => flushResultsIn(tx, results), { seconds: 30 });
}

export async function flushResultsIn(tx: Tx, results: readonly AttemptResult[]): Promise<void> {
  const accepted = await updateDeliveriesIn(tx, results);
  const inTime = results.filter(({ delivery }) => accepted.has(tryOf(delivery)));
  const captured = new Map<string, CaptureResult>();
  for (const result of inTime) {
    const found = await captureOneIn(tx, result);
    if (found) captured.set(result.delivery.id, found);
  }
  await insertAttemptsIn(tx, results, accepted, captured);
  await insertBodiesIn(tx, results);
  await pauseEndpointsIn(tx, inTime);
  await noteAnswersIn(tx, inTime);
  await queueResumesIn(
    tx,
    inTime.filter(shouldResume).map(({ delivery }) => delivery),
  );
}

/** Runs go on after the first try, and at the end. */
function shouldResume({ delivery, verdict }: AttemptResult): boolean {
  return delivery.attempt === 1 || isFinal(verdict.state);
}

async function updateDeliveriesIn(tx: Tx, results: readonly AttemptResult[]): Promise<Set<string>> {
  const rows = results.map(({ delivery, startedAt, verdict, secrets }) => ({
    id: delivery.id,
    worker: delivery.workerId,
    n: delivery.attempt,
    state: verdict.state,
    at: startedAt,
    next_at: verdict.nextAt,
    status: verdict.status,
    class: verdict.errorClass,
    message: cleanMessage(verdict.message, secrets),
  }));
  const updated = await tx.$queryRaw<{ id: string; attempt: number }[]>(sql`
    update webhook_delivery d
       set state = case when r.state = 'waiting' and exists (select from macro_run m where m.id = d.run_id and m.state = 'cancelled')
                        then 'cancelled' else r.state end::delivery_state,
           worker_id = null, claimed_at = null, asked_by_id = null,
           first_at = coalesce(d.first_at, r.at), next_at = coalesce(r.next_at, d.next_at),
           last_status = r.status, last_error_class = r.class, last_message = r.message,
           delivered_at = case when r.state = 'delivered' then now() else d.delivered_at end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, worker bigint, n int, state text, at timestamptz,
             next_at timestamptz, status int, class text, message text)
     where d.id = r.id and d.state = 'sending' and d.worker_id = r.worker and d.attempt = r.n
    returning d.id::text, d.attempt`);
  return new Set(updated.map(tryOf));
}

/** A batch may hold two tries of one delivery, when an earlier one comes far too late. */
export function tryOf({ id, attempt }: { id: string; attempt: number }): string {
  return `${id} ${attempt}`;
}

async function captureOneIn(tx: Tx, result: AttemptResult): Promise<CaptureResult | null> {
  const { delivery, verdict, outcome, action, secrets, startedAt } = result;
  if (verdict.state !== "delivered" || outcome?.kind !== "answered" || !action?.capture) return null;
  const { body } = outcome;
  const label = action.name ?? "Capture return values";
  return captureIn(tx, { capture: action.capture, delivery, body, secrets, label, now: startedAt });
}

export async function insertAttemptsIn(
  tx: Tx,
  results: readonly AttemptResult[],
  accepted: ReadonlySet<string>,
  captured: ReadonlyMap<string, CaptureResult>,
): Promise<void> {
  const rows = results.map(({ delivery, startedAt, verdict, outcome, request, secrets }) => ({
    delivery_id: delivery.id,
    n: delivery.attempt,
    at: startedAt,
    outcome: accepted.has(tryOf(delivery)) ? verdict.outcome : "late",
    status: verdict.status,
    ms: outcome?.ms,
    dns_ms: outcome?.dnsMs,
    connect_ms: outcome?.connectMs,
    ttfb_ms: outcome?.ttfbMs,
    ip: outcome?.ip,
    error_class: verdict.errorClass,
    message: cleanMessage(verdict.message, secrets),
    request_meta: request && requestMeta(request),
    response_meta: outcome?.kind === "answered" ? responseMeta(outcome, secrets) : null,
    captured: captured.get(delivery.id),
    by_id: delivery.askedById,
  }));
  await tx.$executeRaw(sql`
    insert into delivery_attempt
    select (jsonb_populate_record(null::delivery_attempt, row)).* from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as row
    on conflict do nothing`);
}

export async function insertBodiesIn(tx: Tx, results: readonly AttemptResult[]): Promise<void> {
  const data = results.flatMap(({ delivery, startedAt, outcome, secrets }) =>
    outcome?.kind === "answered" && outcome.body.length > 0
      ? [{ deliveryId: delivery.id, n: delivery.attempt, at: startedAt, response: keptBody(outcome.body, secrets) }]
      : [],
  );
  if (data.length > 0) await tx.deliveryBody.createMany({ data, skipDuplicates: true });
}

function requestMeta(request: SavedRequest) {
  const { method, url, headers } = showRequest(request);
  return { method, url, headers };
}

export function responseMeta(answer: Outcome & { kind: "answered" }, secrets: readonly string[]) {
  return {
    headers: maskHeaders(answer.headers, secrets).map(([name, value]) => [name, storableText(value)]),
    bytes: answer.bytes,
    truncated: answer.truncated || answer.body.length > keptBytes,
    contentType: answer.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? null,
  };
}

/** Cleaned before it is cut, so that no half of a secret stays at the end. */
export function keptBody(body: Buffer, secrets: readonly string[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(redactBytes(body, secrets).subarray(0, keptBytes));
}

export function cleanMessage(message: string, secrets: readonly string[]): string {
  return storableText(redact(message, secrets)).slice(0, 1000);
}
