import { also } from "@/lib/auth/authorize";
import { saveDistribution as save } from "@/lib/distributions/commands";
import { createPaused } from "@/lib/distributions/create";
import { elementId, reportId } from "./save-report";
import type { Configured } from "./schema";
import { teamId, type Target } from "./target";

/** Makes it, paused and as the actor's, without addresses; or changes the one of its name, which keeps those that it has, and its owner. */
export async function saveDistribution(
  target: Target,
  { report, elements, teams, ...value }: Configured["distribution"],
  id: string | null,
): Promise<string> {
  const actor = also(target.actor, "reports.read");
  const held = target.present.rows.distributions.find((row) => row.id === id);
  const elementIds: string[] = [];
  for (const element of elements) elementIds.push(await elementId(target, report, element));
  const input = {
    ...value,
    id,
    reportId: reportId(target, report),
    elementIds,
    teamIds: teams.map((team) => teamId(target, team)),
    addresses: held?.addresses ?? [],
  };
  return (id === null ? await createPaused(actor, input) : await save(actor, input)).id;
}
