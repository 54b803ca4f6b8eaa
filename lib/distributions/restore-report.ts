import { projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { asOne, transaction } from "@/lib/db/transaction";
import { putReportBackIn } from "@/lib/reports/put-report-back";
import type { KeptDistribution, ReportVersion } from "@/lib/reports/versions";
import { createDistributionIn } from "./create";
import { distributionVersion } from "./schema";
import { findRightful } from "./sender";
import { distributionKind } from "./stored";

/**
 * Brings a deleted report back with all that hung on it: see `putReportBackIn`. Its distributions come back paused, so that nothing is sent
 * by surprise, to the teams that are still there, and their owners', or the actor's where those may not send it any more.
 * @throws AppError `conflict` when the report is there, or a part of it elsewhere
 */
export async function restoreReport(
  actor: Can<"reports.write">,
  id: string,
  version: ReportVersion,
): Promise<{ id: string }> {
  return asOne(
    async () => {
      await transaction((tx) => putReportBackIn(tx, actor, id, version));
      for (const kept of version.distributions ?? []) await putBack(actor, id, kept);
      return { id };
    },
    { seconds: 20 },
  );
}

async function putBack(
  actor: Can<"reports.write">,
  reportId: string,
  { id, ownerId }: KeptDistribution,
): Promise<void> {
  const entry = await db.auditEntry.findFirst({
    where: { kind: distributionKind, objectId: id, verb: "deleted", projectId: projectIdOf(actor) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { before: true },
  });
  // Without its entry, as when the log of a sample was removed, nobody knows what it was.
  const was = distributionVersion.safeParse({ ...(entry?.before as object | undefined), id: null }).data;
  if (was?.reportId !== reportId) return;
  const teams = await db.team.findMany({
    where: { id: { in: was.teamIds }, projectId: projectIdOf(actor) },
    select: { id: true },
  });
  const input = { ...was, teamIds: teams.map((team) => team.id) };
  const owner = await findRightful(ownerId, reportId);
  await transaction((tx) =>
    createDistributionIn(tx, also(actor, "reports.read"), input, {
      state: "paused",
      was: { id, ownerId: owner.ok ? ownerId : actor.personId, stateReason: "Its report was deleted and came back." },
    }),
  );
}
