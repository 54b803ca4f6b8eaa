import type { ProgressPart } from "@/components/kit/progress-bar";
import type { RunCounts } from "@/lib/perform-action/run-counts";

/** The records of a run as parts of its bar. */
export function runParts(counts: RunCounts): ProgressPart[] {
  return [
    { label: "done", count: counts.done, tone: "ok" },
    { label: "failed", count: counts.failed, tone: "failed" },
    { label: "skipped", count: counts.skipped + counts.cancelled, tone: "skipped" },
    { label: "waiting", count: counts.waiting + counts.running + counts.waiting_for_webhook, tone: "waiting" },
  ];
}
