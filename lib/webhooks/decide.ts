import type { Outcome } from "@/lib/outbound/outcome";
import { nextTry, parseRetryAfter, type RetryPlan } from "./backoff";
import { classOfStatus, outcomes, type OutcomeClass } from "./outcomes";
import type { AttemptOutcome, DeliveryState } from "./schema";

/** What one try means for its delivery, its destination and its webhook action. */
export interface Verdict {
  state: DeliveryState;
  outcome: AttemptOutcome;
  status: number | null;
  /** Null for a success. */
  errorClass: OutcomeClass | null;
  message: string;
  nextAt: Date | null;
  /** The receiver asked the whole destination to wait until then. */
  pauseUntil: Date | null;
  /** The receiver said that this address is gone for good. */
  isGone: boolean;
}

export interface TryToJudge {
  attempt: number;
  maxAttempts: number;
  plan: RetryPlan;
  firstAt: Date;
  now: Date;
  /** In [0, 1). */
  chance: number;
}

/** By the table of `outcomes`: 2xx is delivered, what it marks as retried is tried again while tries and window last. */
export function decide(outcome: Outcome, tried: TryToJudge): Verdict {
  if (outcome.kind === "failed" && outcome.reason === "blocked") {
    return ended("blocked", "blocked", "blocked", outcome.message);
  }
  if (outcome.kind === "failed") return failed(outcome.reason, null, outcome.message, tried, null);
  const { status } = outcome;
  const errorClass = classOfStatus(status);
  const message = describeAnswer(status, header(outcome.headers, "content-type"), outcome.body);
  if (errorClass === "2xx") return { ...ended("delivered", "delivered", null, message), status };
  const verdict = failed(errorClass, status, message, tried, header(outcome.headers, "retry-after"));
  return { ...verdict, status, isGone: status === 410 };
}

/** A try whose end nobody saw. */
export function decideUnknown(onUnknown: "retry" | "hold", tried: TryToJudge): Verdict {
  const message = "The worker stopped before the answer was seen. The receiver may or may not have got the request.";
  if (onUnknown === "hold") return { ...ended("held", "unknown", "unknown", message) };
  if (tried.attempt >= tried.maxAttempts) return ended("failed", "unknown", "unknown", message);
  return { ...ended("waiting", "unknown", "unknown", message), nextAt: tried.now };
}

/** Ends a delivery that was not sent. */
export function decideUnsent(
  state: "invalid" | "skipped" | "blocked",
  errorClass: OutcomeClass,
  message: string,
): Verdict {
  return ended(state, state, errorClass, message);
}

/** Trouble of our own, before anything was sent: the schedule goes on. */
export function decideNotPrepared(message: string, tried: TryToJudge): Verdict {
  return failed("invalid", null, message, tried, null, true);
}

function failed(
  errorClass: OutcomeClass,
  status: number | null,
  message: string,
  tried: TryToJudge,
  retryAfter: string | undefined | null,
  isRetried = outcomes[errorClass].retried,
): Verdict {
  if (!isRetried) return ended("failed", "failed", errorClass, message);
  const retryAfterMs = parseRetryAfter(retryAfter ?? undefined, tried.now);
  const pauseUntil = retryAfterMs ? new Date(tried.now.getTime() + retryAfterMs) : null;
  const nextAt = nextTry({ ...tried, retryAfterMs, isSlow: errorClass === "timeout" || status === 429 });
  if (nextAt) return { ...ended("waiting", "retry", errorClass, message), nextAt, pauseUntil };
  return { ...ended("failed", "failed", errorClass, gaveUp(message, tried)), pauseUntil };
}

function gaveUp(message: string, { attempt }: TryToJudge): string {
  return attempt > 1 ? `${message} Given up after ${attempt} tries.` : message;
}

function ended(
  state: DeliveryState,
  outcome: AttemptOutcome,
  errorClass: OutcomeClass | null,
  message: string,
): Verdict {
  return { state, outcome, status: null, errorClass, message, nextAt: null, pauseUntil: null, isGone: false };
}

/** The code and, of a short plain answer, its words: `404 channel_not_found`. */
function describeAnswer(status: number, contentType: string | undefined, body: Buffer): string {
  const text = body.subarray(0, 2000).toString("utf8").replace(/\s+/g, " ").trim();
  const isReadable =
    text !== "" && !/html/i.test(contentType ?? "") && !text.startsWith("<") && !/\p{Cc}|\uFFFD/u.test(text);
  return isReadable ? `${status} ${text.length > 200 ? `${text.slice(0, 199)}…` : text}` : String(status);
}

function header(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([given]) => given.toLowerCase() === name)?.[1];
}
