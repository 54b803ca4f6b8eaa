import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { noteEventIn } from "@/lib/events/note";

/** Who leaves a project leaves its teams: the memberships end, each with a line in the team's log and for the triggers. Null: every team there is. */
export async function leaveTeamsIn(
  tx: Tx,
  { userId, projectId }: { userId: string; projectId: string | null },
  cause: Origin,
): Promise<void> {
  const left = await tx.$queryRaw<{ id: string; name: string; projectId: string | null }[]>`
    delete from team_membership m using team t
     where t.id = m.team_id and m.user_id = ${userId}::uuid and (${projectId}::uuid is null or t.project_id = ${projectId}::uuid)
    returning t.id::text as id, t.name, t.project_id::text as "projectId"`;
  for (const team of left) {
    await tx.teamLog.create({ data: { teamId: team.id, userId, verb: "removed", cause }, select: { id: true } });
    await noteEventIn(tx, {
      kind: "team_changed",
      subjectId: userId,
      projectId: team.projectId,
      changes: [{ path: "user.teams", label: "Teams", old: team.name, new: null }],
      origin: cause,
    });
  }
}
