import type { JobHandlers } from "@/lib/jobs/jobs";
import { sendIssue } from "./send-issue";
import { settleIssues } from "./settle";
import { sweepIssues } from "./sweep";
import { putToSleep } from "./views";

export const distributionJobs = {
  "distributions.send": ({ issueId }) => sendIssue(issueId),
  "distributions.sweep": async () => {
    await sweepIssues();
    await settleIssues();
  },
  "distributions.putToSleep": () => putToSleep(),
} satisfies Partial<JobHandlers>;
