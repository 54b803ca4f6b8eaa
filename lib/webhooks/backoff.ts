/** When to try again. Pure: time and chance are passed in. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Delays after the 1st, 2nd, … try, in milliseconds. The shape is that of Standard Webhooks. */
export const schedules = {
  default: [
    5 * second,
    30 * second,
    2 * minute,
    10 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
  ],
  quick: [5 * second, 30 * second, 2 * minute, 5 * minute],
  none: [],
} as const satisfies Record<string, readonly number[]>;

export type RetryPlan = keyof typeof schedules;

/** No try starts later than this after the first. */
export const retryWindowMs = 4 * 24 * hour;

/** However long a receiver asks to wait, we look again after a day. */
export const longestRetryAfterMs = 24 * hour;

export function maxAttempts(plan: RetryPlan): number {
  return schedules[plan].length + 1;
}

export interface RetryQuestion {
  /** The try that just ended; the first is 1. */
  attempt: number;
  maxAttempts: number;
  plan: RetryPlan;
  firstAt: Date;
  now: Date;
  /** Timeouts and 429 wait a minute at least. */
  isSlow: boolean;
  /** From `parseRetryAfter`. */
  retryAfterMs: number | null;
  /** A number in [0, 1). */
  chance: number;
}

/** The time of the next try, or null when tries or window are used up. Never earlier than the schedule or the receiver says. */
export function nextTry(question: RetryQuestion): Date | null {
  const { attempt, plan, firstAt, now, isSlow, retryAfterMs, chance } = question;
  if (attempt >= question.maxAttempts) return null;
  const schedule: readonly number[] = schedules[plan];
  const planned = schedule[attempt - 1] ?? schedule.at(-1) ?? 0;
  const delay = Math.max(planned, isSlow ? minute : 0) * (1 + 0.2 * chance);
  const at = now.getTime() + Math.ceil(Math.max(delay, Math.min(retryAfterMs ?? 0, longestRetryAfterMs)));
  return at - firstAt.getTime() > retryWindowMs ? null : new Date(at);
}

/** `Retry-After` in milliseconds from `now`, at most a day; null when there is none or it makes no sense. */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * second), longestRetryAfterMs);
  // Date.parse takes almost anything for a year; an HTTP date begins with the name of a day.
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return Math.min(Math.max(at - now.getTime(), 0), longestRetryAfterMs);
}
