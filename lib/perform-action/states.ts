// The states of a run and of its records, with their words. Every screen shows what runs, so this needs no zod.

export const recordStates = [
  "waiting",
  "running",
  "waiting_for_webhook",
  "done",
  "failed",
  "skipped",
  "cancelled",
] as const;
export type RecordState = (typeof recordStates)[number];

/** The words on screen, with a colour of the theme. */
export const recordStateWords: Record<RecordState, { label: string; color: string }> = {
  waiting: { label: "Waiting", color: "gray" },
  running: { label: "Running", color: "blue" },
  waiting_for_webhook: { label: "Waiting for webhook", color: "blue" },
  done: { label: "Done", color: "green" },
  failed: { label: "Failed", color: "red" },
  skipped: { label: "Skipped", color: "yellow" },
  cancelled: { label: "Cancelled", color: "gray" },
};

export const runStates = ["expanding", "running", "paused", "cancelled", "done"] as const;
export type RunState = (typeof runStates)[number];

export const runStateWords: Record<RunState, { label: string; color: string }> = {
  expanding: { label: "Collecting records", color: "blue" },
  running: { label: "Running", color: "blue" },
  paused: { label: "Paused", color: "yellow" },
  cancelled: { label: "Cancelled", color: "gray" },
  done: { label: "Finished", color: "green" },
};
