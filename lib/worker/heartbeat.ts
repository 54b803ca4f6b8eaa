import os from "node:os";
import { db } from "@/lib/db/client";
import { reportTrouble } from "@/lib/errors/report-trouble";

/**
 * Writes this worker down and keeps saying that it lives, every five seconds; `/api/health` and the log pages read it.
 * Returns the worker's id and how to sign off.
 */
export async function startHeartbeat(): Promise<{ workerId: bigint; stop: () => Promise<void> }> {
  const { id } = await db.worker.create({ data: { host: os.hostname(), pid: process.pid }, select: { id: true } });
  const timer = setInterval(() => void note(id, { seenAt: new Date() }), 5000);
  return {
    workerId: id,
    stop: async () => {
      clearInterval(timer);
      await note(id, { goneAt: new Date() });
    },
  };
}

/** While the database is away there is nobody to tell; others see by the time that this worker is not well. */
async function note(id: bigint, data: { seenAt: Date } | { goneAt: Date }): Promise<void> {
  await db.worker.update({ where: { id }, data }).catch(reportTrouble("heartbeat"));
}
