import type { JobHandlers } from "@/lib/jobs/jobs";
import { judgeEvent } from "./judge";

export const triggerJobs = {
  "triggers.judge": ({ eventId }) => judgeEvent(eventId),
} satisfies Partial<JobHandlers>;
