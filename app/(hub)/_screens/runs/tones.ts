import type { StatusTone } from "@/components/kit/status-badge";
import type { RecordState, RunState } from "@/lib/perform-action/states";
import type { DeliveryState } from "@/lib/webhooks/schema";

export const runTone: Record<RunState, StatusTone> = {
  expanding: "running",
  running: "running",
  paused: "paused",
  cancelled: "skipped",
  done: "ok",
};

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
