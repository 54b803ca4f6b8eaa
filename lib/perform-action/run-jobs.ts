import type { JobHandlers } from "@/lib/jobs/jobs";
import { expandRun } from "./expand-run";

export const runJobs = {
  "run.expand": ({ runId }) => expandRun(runId),
} satisfies Partial<JobHandlers>;
