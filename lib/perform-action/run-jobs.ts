import type { JobHandlers } from "@/lib/jobs/jobs";
import { cancelRecords } from "./cancel-records";
import { expandRun } from "./expand-run";
import { undoRecords } from "./undo-run";

export const runJobs = {
  "run.expand": ({ runId }) => expandRun(runId),
  "run.cancel": ({ runId }) => cancelRecords(runId),
  "run.undo": ({ runId }) => undoRecords(runId),
} satisfies Partial<JobHandlers>;
