import type { Scope } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { addToTeamIn, createTeam } from "@/lib/teams/commands";
import { as } from "./actor";
import type { SamplePerson } from "./people";

const teams = [
  { name: "Selected testers", every: 3 },
  { name: "VIP", every: 11, impactFactor: 2 },
  { name: "Android", every: 4 },
] as const;

export async function makeTeams(project: Scope, testers: readonly SamplePerson[]): Promise<void> {
  const actor = as(project, "teams.write");
  const cause = { kind: "sample" as const, id: null, label: "Sample programme" };
  for (const { every, ...team } of teams) {
    const { id: teamId } = await createTeam(actor, team);
    await transaction(async (tx) => {
      for (const [n, { id: userId }] of testers.entries())
        if (n % every === 0) await addToTeamIn(tx, actor, { teamId, userId, cause });
    });
  }
}
