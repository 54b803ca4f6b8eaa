import "server-only";
import { fromPrisma, PgBoss, type ConstructorOptions } from "pg-boss";
import type { Tx } from "@/lib/db/client";
import { databaseUrl, pool } from "@/lib/db/pool";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { jobNames, jobPayloads, type JobName, type JobPayload } from "./job-names";

export type JobOptions = {
  /** Not before this time. */
  startAfter?: Date;
  /** Of this name and key, at most one is queued per minute; the others are dropped. */
  onlyOnePer?: string;
  /** Higher goes first; 0 by default. */
  priority?: number;
};

/** What is done for each name. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void> };

/**
 * Queues work in the caller's transaction: it exists if and only if the change that caused it does.
 * The job runs in a worker process, at least once; it is tried six times over about ten minutes, then kept as dead.
 */
export async function queueJob<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  options: JobOptions = {},
): Promise<void> {
  const data: object = jobPayloads[name].parse(payload);
  const { startAfter, onlyOnePer, priority = 0 } = options;
  const boss = await sender();
  await boss.send(name, data, {
    db: fromPrisma(tx),
    priority,
    ...(startAfter && { startAfter }),
    ...(onlyOnePer && { singletonKey: onlyOnePer, singletonSeconds: 60 }),
  });
}

/** Many jobs of one name in one statement, otherwise as `queueJob`. */
export async function queueJobs<Name extends JobName>(
  tx: Tx,
  name: Name,
  payloads: readonly JobPayload<Name>[],
): Promise<void> {
  if (payloads.length === 0) return;
  const boss = await sender();
  const jobs = payloads.map((payload): { data: object } => ({ data: jobPayloads[name].parse(payload) }));
  await boss.insert(name, jobs, { db: fromPrisma(tx) });
}

/** Makes or updates the queues of this database. Part of every start, after the migrations. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema, supervise: false, schedule: false, max: 2 });
  boss.on("error", reportTrouble("jobs"));
  await boss.start();
  const settings = {
    heartbeatSeconds: 10,
    retryLimit: 5,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
    notify: true,
  };
  await boss.createQueue(deadLetter, { retryLimit: 0 });
  for (const name of jobNames) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, { ...settings, deadLetter });
    else await boss.createQueue(name, { ...settings, deadLetter });
  }
  await boss.stop({ graceful: false });
}

/**
 * Does the queued work in this process until `stop`, which lets running handlers end (20 s at most). `schedules` are cron
 * lines in UTC for jobs without a payload.
 */
export async function workJobs(
  handlers: Partial<JobHandlers>,
  schedules: { [Name in JobName]?: string } = {},
): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: databaseUrl(),
    schema,
    migrate: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: true,
    max: 5,
  });
  boss.on("error", reportTrouble("jobs"));
  await boss.start();
  for (const name of jobNames) {
    const handle = handlers[name] as ((payload: object, signal: AbortSignal) => Promise<void>) | undefined;
    if (!handle) continue;
    const failed = reportTrouble(`job ${name}`);
    await boss.work(name, { ...pace, batchSize: batchSizes[name] ?? 1 }, async (jobs) => {
      try {
        for (const job of jobs) await handle(jobPayloads[name].parse(job.data), job.signal);
      } catch (error) {
        // The queue keeps it until the next try only.
        failed(error);
        throw error;
      }
    });
    const cron = schedules[name];
    if (cron) await boss.schedule(name, cron, {}, { tz: "UTC" });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }) };
}

/** Forgets the sender of this process, before its pool is closed. */
export async function stopQueueing(): Promise<void> {
  const made = shared.sender;
  delete shared.sender;
  await (await made)?.stop({ graceful: false });
}

// A notice wakes at once, and a full batch is followed by the next; what only its time makes due (a retry) is found by looking, which
// an idle machine pays for.
const pace = {
  localConcurrency: 2,
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 2,
  burstWhenBatchFull: true,
} as const;

/** Small jobs that come in hundreds are taken by the handful; one that fails is tried again with its neighbours, which do nothing twice. */
const batchSizes: { [Name in JobName]?: number } = { "macros.resume": 20, "mail.send": 5 };

const schema = "pgboss";
const deadLetter = "dead-letter";

// Next bundles this file once per route; one sender per process is enough.
const shared: { sender?: Promise<PgBoss> } = ((globalThis as Record<symbol, unknown>)[Symbol.for("fieldpost.jobs")] ??=
  {});

function sender(): Promise<PgBoss> {
  shared.sender ??= startSender();
  return shared.sender;
}

/** A pg-boss that only ever queues, on the pool this process has anyway. */
async function startSender(): Promise<PgBoss> {
  const db: ConstructorOptions["db"] = { executeSql: (text, values) => pool().query(text, values) };
  const boss = new PgBoss({ db, schema, migrate: false, supervise: false, schedule: false });
  boss.on("error", reportTrouble("jobs"));
  await boss.start();
  return boss;
}
