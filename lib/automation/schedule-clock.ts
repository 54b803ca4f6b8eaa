import { reportTrouble } from "@/lib/errors/report-trouble";
import { runDueSchedules } from "./schedule-claim";

const everyMs = 2_000;

/** Looks for due schedules until `stop`, which lets the look under way end. One for all schedules: what is due is one indexed question. */
export function startScheduleClock(): { stop: () => Promise<void> } {
  let looking: Promise<void> | null = null;
  const look = () => {
    looking ??= runDueSchedules()
      .catch(reportTrouble("schedules"))
      .finally(() => (looking = null));
  };
  const timer = setInterval(look, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
