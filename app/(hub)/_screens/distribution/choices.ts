import { Temporal } from "temporal-polyfill";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { getCommunity } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import type { DistributionRow } from "@/lib/distributions/queries";
import { lastByHand } from "@/lib/distributions/send-now";
import type { Report } from "@/lib/reports/queries";
import { listTeamNames } from "@/lib/teams/queries";
import type { DistributionChoices } from "./distribution-editor";

/** What the forms offer for a report. */
export async function distributionChoices(
  actor: Can<"reports.read">,
  report: Report,
  distribution: Pick<DistributionRow, "last"> | null,
): Promise<DistributionChoices> {
  const teams = await listTeamNames(also(actor, "filters.write"));
  const { scope } = actor;
  return {
    elements: report.blocks.flatMap((block) =>
      block.kind === "element" ? [{ value: block.id, label: block.name }] : [],
    ),
    teams: teams.map(({ id, name }) => ({ value: id, label: name })),
    example: {
      reportName: report.name,
      day: Temporal.Now.plainDateISO(scope.timeZone).toString(),
      projectName: scope.kind === "project" ? scope.name : (await getCommunity()).name,
      number: (distribution ? (distribution.last?.number ?? 0) : await lastByHand(db, report.id)) + 1,
    },
  };
}
