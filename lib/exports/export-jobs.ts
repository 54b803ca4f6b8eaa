import type { JobHandlers } from "@/lib/jobs/jobs";
import { makeFile } from "./make-file";

export const exportJobs = {
  "exports.make": ({ fileId }, signal) => makeFile(fileId, signal),
} satisfies Partial<JobHandlers>;
