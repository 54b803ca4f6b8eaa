import type { StatusTone } from "@/components/kit/status-badge";
import type { RecordState, RunState } from "@/lib/perform-action/states";
import type { DeliveryState } from "@/lib/webhooks/schema";

const runTones: Record<RunState, StatusTone> = {
  expanding: "running",
  running: "running",
  paused: "paused",
  cancelled: "skipped",
  done: "ok",
};

/** A run that went through although records failed is no reason to be content. */
export function runTone(state: RunState, { done, failed }: { done: number; failed: number }): StatusTone {
  if (state !== "done" || failed === 0) return runTones[state];
  return done === 0 ? "failed" : "warning";
}

export const recordTone: Record<RecordState, StatusTone> = {
  waiting: "waiting",
  running: "running",
  waiting_for_webhook: "waiting",
  done: "ok",
  failed: "failed",
  skipped: "skipped",
  cancelled: "skipped",
};

export const deliveryTone: Record<DeliveryState, StatusTone> = {
  waiting: "waiting",
  sending: "running",
  delivered: "ok",
  failed: "failed",
  held: "unknown",
  cancelled: "skipped",
  skipped: "skipped",
  blocked: "failed",
  invalid: "failed",
};
