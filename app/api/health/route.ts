import { db } from "@/lib/db/client";

export const dynamic = "force-dynamic";

/** For monitors: 200 while the database answers and a worker was seen within 30 seconds, else 503. Tells nothing else. */
export async function GET(): Promise<Response> {
  const health = await look().catch(() => ({
    database: "unreachable",
    worker: { seenAt: null },
    waitingDeliveries: null,
  }));
  const isWell = health.worker.seenAt !== null && Date.now() - health.worker.seenAt.getTime() < 30_000;
  return Response.json(health, { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } });
}

async function look() {
  const [worker, waitingDeliveries] = await Promise.all([
    db.worker.findFirst({ where: { goneAt: null }, orderBy: { seenAt: "desc" }, select: { seenAt: true } }),
    db.webhookDelivery.count({ where: { state: "waiting" } }),
  ]);
  return { database: "ok", worker: { seenAt: worker?.seenAt ?? null }, waitingDeliveries };
}
