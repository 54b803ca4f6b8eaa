import type { JobHandlers } from "@/lib/jobs/jobs";
import { resumeRecord } from "./resume";
import { runRecords } from "./run-records";

export const macroJobs = {
  "macros.runRecords": ({ runId }) => runRecords(runId),
  "macros.resume": ({ runRecordId }) => resumeRecord(runRecordId),
} satisfies Partial<JobHandlers>;
