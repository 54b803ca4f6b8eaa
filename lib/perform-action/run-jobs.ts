import type { JobHandlers } from "@/lib/jobs/jobs";
import { cancelRecords } from "./cancel-records";
import { expandRun } from "./expand-run";

export const runJobs = {
  "run.expand": ({ runId }) => expandRun(runId),
  "run.cancel": ({ runId }) => cancelRecords(runId),
} satisfies Partial<JobHandlers>;
