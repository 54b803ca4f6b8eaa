import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

export interface BrokenPackage {
  id: string;
  name: string;
  reason: string;
}

/** Data packages and lookups that are on and cannot answer, as far as it is known without asking. */
export async function listBrokenPackages(actor: Can<"reports.write">): Promise<BrokenPackage[]> {
  const rows = await db.dataPackage.findMany({
    where: {
      projectId: projectIdOf(actor),
      enabled: true,
      OR: [{ elementId: null }, { ownerId: null }, { snapshotProblem: { not: null } }],
    },
    select: { id: true, name: true, elementId: true, ownerId: true, snapshotProblem: true },
    orderBy: { name: "asc" },
    take: 10,
  });
  return rows.map(({ id, name, elementId, ownerId, snapshotProblem }) => ({
    id,
    name,
    reason:
      elementId === null
        ? "Its report element was deleted."
        : ownerId === null
          ? "Whoever published it has left."
          : (snapshotProblem ?? ""),
  }));
}
