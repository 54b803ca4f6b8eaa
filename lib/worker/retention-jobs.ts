import type { JobHandlers } from "@/lib/jobs/jobs";
import { applyRetention } from "./retention";

export const retentionJobs = {
  "retention.sweep": () => applyRetention(),
} satisfies Partial<JobHandlers>;
