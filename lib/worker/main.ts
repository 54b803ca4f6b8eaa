import { closePool, databaseUrl } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { goBehind } from "@/lib/env/behind";
import { announceReady, onStop } from "@/lib/env/on-stop";
import { runDueSchedules } from "@/lib/automation/schedule-claim";
import { triggerJobs } from "@/lib/automation/trigger-jobs";
import { claimDueDistributions } from "@/lib/distributions/claim";
import { distributionJobs } from "@/lib/distributions/distribution-jobs";
import { exportJobs } from "@/lib/exports/export-jobs";
import { packageJobs } from "@/lib/data-packages/take-snapshot";
import { feedbackJobs } from "@/lib/feedback/feedback-jobs";
import { importJobs } from "@/lib/imports/import-jobs";
import { startClock } from "@/lib/jobs/clock";
import { queueJob, stopQueueing, workJobs, type JobHandlers } from "@/lib/jobs/jobs";
import { prepareDatabase } from "@/lib/jobs/prepare-database";
import { macroJobs } from "@/lib/macros/macro-jobs";
import { mailJobs } from "@/lib/mail/mail-jobs";
import { currentPolicy } from "@/lib/outbound/current-policy";
import { runJobs } from "@/lib/perform-action/run-jobs";
import { userJobs } from "@/lib/users/user-jobs";
import { startDispatcher } from "@/lib/webhooks/dispatcher";
import { startHeartbeat } from "./heartbeat";
import { ensureLogPartitions } from "./log-partitions";
import { withOwnOrigin } from "./own-origin";
import { retentionJobs } from "./retention-jobs";

// Where a file is made for somebody, pages and calls of others get the processor first.
goBehind();

// Run alone, on a machine of its own, nobody else has brought the database up to date.
if (!process.channel) await prepareDatabase(databaseUrl());
await ensureLogPartitions();

/** Everything this process does in the background; each capability names its own jobs. */
const handlers: JobHandlers = {
  ...mailJobs,
  ...macroJobs,
  ...runJobs,
  ...importJobs,
  ...triggerJobs,
  ...feedbackJobs,
  ...userJobs,
  ...distributionJobs,
  ...exportJobs,
  ...packageJobs,
  ...retentionJobs,
};

const heartbeat = await startHeartbeat();
const outbound = await withOwnOrigin((origin) => currentPolicy(origin, databaseUrl()));
const dispatcher = await startDispatcher({ policy: outbound.policy, workerId: heartbeat.workerId });
const jobs = await workJobs(handlers, {
  "retention.sweep": "17 3 * * *",
  "mail.sweep": "* * * * *",
  "distributions.sweep": "* * * * *",
  "distributions.putToSleep": "41 * * * *",
  "packages.due": "* * * * *",
});
const clocks = [startClock("schedules", runDueSchedules), startClock("distributions", claimDueDistributions)];
// Nobody may have been up at night.
await transaction((tx) => queueJob(tx, "retention.sweep", {}, { onlyOnePer: "start" }));
announceReady();

onStop(async () => {
  outbound.stop();
  await Promise.all([...clocks.map((clock) => clock.stop()), jobs.stop(), dispatcher.stop()]);
  await heartbeat.stop();
  await stopQueueing();
  await closePool();
});
