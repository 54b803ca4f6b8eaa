import { RateLimiterMemory } from "rate-limiter-flexible";

/** How often is too often. Kept in memory, so per process. */
export interface ListenerLimits {
  /** Failed credentials of one address. */
  failures: RateLimiterMemory;
  /** Accepted calls of one listener. */
  calls: RateLimiterMemory;
  /** Calls without a right credential that are written to the log, of one address. */
  logged: RateLimiterMemory;
}

export function makeListenerLimits({
  failures = 10,
  calls = 5_000,
  callSeconds = 10,
  logged = 10,
} = {}): ListenerLimits {
  return {
    failures: new RateLimiterMemory({ points: failures, duration: 1 }),
    // 500 a second on the long run, and 5,000 at once.
    calls: new RateLimiterMemory({ points: calls, duration: callSeconds }),
    logged: new RateLimiterMemory({ points: logged, duration: 60 }),
  };
}

export const listenerLimits = makeListenerLimits();

/** Seconds to wait, or null if there is room. Takes one. */
export async function takeOne(limiter: RateLimiterMemory, who: string): Promise<number | null> {
  return limiter.consume(who).then(
    () => null,
    (refused: { msBeforeNext: number }) => Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
  );
}

/** Seconds to wait if nothing is left. Takes nothing. */
export async function exhaustedFor(limiter: RateLimiterMemory, who: string): Promise<number | null> {
  const state = await limiter.get(who);
  return state && state.consumedPoints >= limiter.points ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : null;
}
