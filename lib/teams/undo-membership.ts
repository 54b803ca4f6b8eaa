import type { Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { addToTeamIn, removeFromTeamIn, type MembershipChange } from "./commands";

interface TeamsToUndo {
  userId: string;
  joined: readonly string[];
  left: readonly string[];
}

/**
 * Takes a person out of the teams they were put into and back into those they were taken from, unless somebody has moved them since.
 * @throws AppError `conflict` then, `not_found` for a team or a person that is not here any more
 */
export async function undoTeamsIn(
  tx: Tx,
  actor: Can<"teams.write">,
  { userId, joined, left }: TeamsToUndo,
  cause: Origin,
): Promise<void> {
  const changes: MembershipChange[] = [];
  for (const teamId of joined) changes.push(await removeFromTeamIn(tx, actor, { teamId, userId, cause }));
  for (const teamId of left) changes.push(await addToTeamIn(tx, actor, { teamId, userId, cause }));
  const since = changes.filter(({ changed }) => !changed).map(({ team }) => `“${team}”`);
  if (since.length > 0) throw new AppError("conflict", `Somebody has changed who is in ${since.join(" and ")} since.`);
}
