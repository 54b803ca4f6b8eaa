import "server-only";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { visibleReports } from "@/lib/reports/queries";

export interface StoppedDistribution {
  id: string;
  name: string;
  reportId: string;
  reason: string;
}

/**
 * Distributions of the reports that the actor sees which send nothing any more, and not because a person paused them.
 * @param since only those that stopped from then on
 */
export async function listStoppedDistributions(
  actor: Can<"reports.read">,
  since?: Date,
): Promise<StoppedDistribution[]> {
  const rows = await db.distribution.findMany({
    where: {
      state: { in: ["stopped", "asleep"] },
      ...(since && { stoppedAt: { gte: since } }),
      report: { ...visibleReports(actor), archivedAt: null },
    },
    select: { id: true, name: true, reportId: true, stateReason: true },
    orderBy: { name: "asc" },
    take: 10,
  });
  return rows.map(({ stateReason, ...row }) => ({ ...row, reason: stateReason ?? "" }));
}
