import type { JobHandlers } from "@/lib/jobs/jobs";
import { sendIssue } from "./send-issue";
import { putToSleep } from "./views";

export const distributionJobs = {
  "distributions.send": ({ issueId }) => sendIssue(issueId),
  "distributions.putToSleep": () => putToSleep(),
} satisfies Partial<JobHandlers>;
