import { addToTeamIn, removeFromTeamIn } from "@/lib/teams/commands";
import { runActor } from "./load-run";
import type { ActionOf, ActionResult } from "./schema";
import { asBefore, personOf, type Step } from "./step";

/** Puts the person into a team, takes them out of one, or moves them; the teams' log names the run. */
export async function changeTeams(
  step: Step,
  action: ActionOf<"add_to_team" | "remove_from_team" | "move_team">,
): Promise<ActionResult> {
  const { tx, run } = step;
  const actor = runActor(run, "teams.write");
  const { id: userId } = await personOf(step);
  const { teamId } = action;
  const membership = { teamId, userId, cause: run.origin };
  const done = (message: string, joined: string[], left: string[]): ActionResult => ({
    state: "done",
    message,
    undo: { kind: "teams", userId, joined, left },
  });
  if (action.kind === "remove_from_team") {
    const { team, changed } = await removeFromTeamIn(tx, actor, membership);
    return changed ? done(`Removed from “${team}”.`, [], [teamId]) : asBefore;
  }
  if (action.kind === "add_to_team") {
    const { team, changed } = await addToTeamIn(tx, actor, membership);
    return changed ? done(`Added to “${team}”.`, [teamId], []) : asBefore;
  }
  const { fromTeamId } = action;
  const from = await removeFromTeamIn(tx, actor, { ...membership, teamId: fromTeamId });
  if (!from.changed) return stayed(step, userId, teamId, from.team);
  const to = await addToTeamIn(tx, actor, membership);
  return done(`Moved from “${from.team}” to “${to.team}”.`, to.changed ? [teamId] : [], [fromTeamId]);
}

/** Only who is in the first team is moved: the others were never meant. */
async function stayed({ tx }: Step, userId: string, teamId: string, from: string): Promise<ActionResult> {
  const isThere = await tx.teamMembership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { userId: true },
  });
  return isThere ? asBefore : { state: "skipped", message: `Not in “${from}”, so not moved.` };
}
