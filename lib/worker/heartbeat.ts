import os from "node:os";
import { db } from "@/lib/db/client";

/**
 * Writes this worker down and keeps saying that it lives, every five seconds; `/api/health` and the log pages read it.
 * Returns the worker's id and how to sign off.
 */
export async function startHeartbeat(): Promise<{ workerId: bigint; stop: () => Promise<void> }> {
  const { id } = await db.worker.create({ data: { host: os.hostname(), pid: process.pid }, select: { id: true } });
  const beat = () => {
    db.worker.update({ where: { id }, data: { seenAt: new Date() } }).catch((error: unknown) => {
      process.stderr.write(`heartbeat: ${error instanceof Error ? error.message : String(error)}\n`);
    });
  };
  const timer = setInterval(beat, 5000);
  return {
    workerId: id,
    stop: async () => {
      clearInterval(timer);
      await db.worker.update({ where: { id }, data: { goneAt: new Date() } });
    },
  };
}
