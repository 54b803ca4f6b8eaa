import type { JobHandlers } from "@/lib/jobs/jobs";
import { eraseTraces } from "./erase-traces";

export const userJobs = {
  "users.eraseTraces": ({ userId }) => eraseTraces(userId),
} satisfies Partial<JobHandlers>;
