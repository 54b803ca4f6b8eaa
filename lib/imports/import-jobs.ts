import type { JobHandlers } from "@/lib/jobs/jobs";
import { advanceImport } from "./advance";

export const importJobs = {
  "imports.advance": ({ importId }) => advanceImport(importId),
} satisfies Partial<JobHandlers>;
