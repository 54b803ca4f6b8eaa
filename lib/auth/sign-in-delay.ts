import { RateLimiterPostgres } from "rate-limiter-flexible";
import { pool } from "@/lib/db/pool";

/**
 * Repeated failures make the next try wait, ever longer, up to 15 minutes; they never lock an account. Counted per account and address,
 * and per address over all accounts, so that a stranger's guesses do not keep the owner out.
 */
const free = { pair: 4, address: 20 } as const;
const longestSeconds = 900;

/** Seconds until this address may try this account again; 0 when it may now. */
export async function secondsToWait(account: string, ip: string): Promise<number> {
  const { wait } = limiters();
  const blocked = await Promise.all([wait.get(`wait:${account}|${ip}`), wait.get(`wait:${ip}`)]);
  return Math.ceil(
    Math.max(0, ...blocked.map((row) => (row && row.remainingPoints <= 0 ? row.msBeforeNext : 0))) / 1000,
  );
}

/** Counts a failed try and sets how long the next has to wait. */
export async function noteFailure(account: string, ip: string): Promise<void> {
  const { count, wait } = limiters();
  const tries = [
    { key: `${account}|${ip}`, free: free.pair },
    { key: ip, free: free.address },
  ];
  for (const { key, free: allowed } of tries) {
    const { consumedPoints } = await count.penalty(`count:${key}`);
    const over = consumedPoints - allowed;
    if (over > 0) await wait.block(`wait:${key}`, Math.min(2 ** Math.min(over, 10), longestSeconds));
  }
}

/** A right password clears the account's count from this address. */
export async function noteSuccess(account: string, ip: string): Promise<void> {
  await limiters().count.delete(`count:${account}|${ip}`);
}

function limiters(): { count: RateLimiterPostgres; wait: RateLimiterPostgres } {
  const on = pool();
  if (made?.on !== on) {
    const common = {
      storeClient: on,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      clearExpiredByTimeout: false,
    };
    made = {
      on,
      count: new RateLimiterPostgres({ ...common, keyPrefix: "sign-in", points: 1_000_000, duration: longestSeconds }),
      wait: new RateLimiterPostgres({ ...common, keyPrefix: "sign-in", points: 1, duration: longestSeconds }),
    };
  }
  return made;
}

let made: { on: ReturnType<typeof pool>; count: RateLimiterPostgres; wait: RateLimiterPostgres } | undefined;
