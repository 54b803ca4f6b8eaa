import type { JobHandlers } from "@/lib/jobs/jobs";
import { tellFollowers } from "./notices";

export const feedbackJobs = {
  "feedback.tellFollowers": ({ noticeId }) => tellFollowers(noticeId),
} satisfies Partial<JobHandlers>;
