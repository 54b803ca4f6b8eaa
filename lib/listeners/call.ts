import { randomUUIDv7 } from "node:crypto";
import type { CallCheck } from "./schema";

/** A call as it came: nothing decoded, nothing checked. */
export interface ListenerRequest {
  method: string;
  /** Path segment after `/api/listeners/`, undecoded. */
  key: string;
  /** What follows the key, undecoded; null if there is no further slash. */
  value: string | null;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: Uint8Array;
  ip: string;
  /** True if the body was longer than the limit and the rest was not read. */
  truncated: boolean;
  /** Sent from the listener's own screen: from no address, and marked in the log. Never set by what came over the network. */
  isTest?: boolean;
}

export interface ListenerAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What a call, or one item of a batch, comes to. */
export interface Reply {
  status: number;
  /** `done`, `queued`, `skipped`, `duplicate`, `batch`, or an error's code. */
  outcome: string;
  message?: string;
  /** What is answered beside the outcome. */
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
}

export interface FoundTarget {
  id: string;
  label: string;
}

/** One call under way: what its log row will say. */
export interface Call {
  id: string;
  at: Date;
  started: number;
  request: ListenerRequest;
  /** Decoded once; null where the address cannot be decoded. */
  key: string | null;
  value: string | null;
  checks: CallCheck[];
  flags: Set<string>;
}

/** @param request its path may be broken; then `key` is null */
export function startCall(request: ListenerRequest): Call {
  const key = decode(request.key);
  const value = request.value === null || request.value === "" ? null : decode(request.value);
  const isBroken = key === null || (value === null && request.value !== null && request.value !== "");
  return {
    id: randomUUIDv7(),
    at: new Date(),
    started: performance.now(),
    request,
    key: isBroken ? null : key,
    value,
    checks: [],
    flags: new Set(),
  };
}

/** The answer as it goes out. Everything says its `callId`, by which it is found in the log. */
export function answerOf(call: Call, reply: Reply): ListenerAnswer {
  return {
    status: reply.status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...reply.headers },
    body: JSON.stringify({ ...wordsOf(reply), callId: call.id, ...reply.more }),
  };
}

/** What is answered in any case: of what had no effect also why. */
export function wordsOf({ status, outcome, message }: Reply): Record<string, string | undefined> {
  if (status >= 300) return { error: outcome, message };
  return outcome === "skipped" ? { result: outcome, message } : { result: outcome };
}

function decode(raw: string): string | null {
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}
