import { reportTrouble } from "@/lib/errors/report-trouble";

/**
 * Looks for what is due until `stop`, which lets the look under way end; one look at a time. For what must begin within seconds of its
 * time: a look is one indexed question while nothing is due.
 */
export function startClock(of: string, look: () => Promise<void>, everyMs = 2_000): { stop: () => Promise<void> } {
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    looking ??= look()
      .catch(reportTrouble(of))
      .finally(() => (looking = null));
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
