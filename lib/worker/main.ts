import { closePool, databaseUrl } from "@/lib/db/pool";
import { announceReady, onStop } from "@/lib/env/on-stop";
import { stopQueueing, workJobs, type JobHandlers } from "@/lib/jobs/jobs";
import { prepareDatabase } from "@/lib/jobs/prepare-database";
import { startHeartbeat } from "./heartbeat";

// Run alone, on a machine of its own, nobody else has brought the database up to date.
if (!process.channel) await prepareDatabase(databaseUrl());

/** Every background job and the verb it stands for, one line each. */
const handlers: JobHandlers = {};

const heartbeat = await startHeartbeat();
const jobs = await workJobs(handlers);
announceReady();

onStop(async () => {
  await jobs.stop();
  await heartbeat.stop();
  await stopQueueing();
  await closePool();
});
